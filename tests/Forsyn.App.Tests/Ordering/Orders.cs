using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

/// <summary>The seeded country with the people and products an order test speaks of.</summary>
sealed record Orders(TestDatabase Test, Caller Physician, Caller Nurse, Caller Desk) : IAsyncDisposable
{
    public static readonly Moment Now = Databases.SeededAt;
    /// <summary>Hexyon, ten doses a pack, in the childhood programme.</summary>
    public const string Childhood = "420244";
    /// <summary>Vaxneuvance, one dose a pack.</summary>
    public const string Single = "481047";

    public Db Db => Test.Db;

    public static async Task<Orders> On(DbKind kind)
    {
        var test = await Databases.Seeded(kind);
        var people = Personas.Of(test.Db, Now);
        return new Orders(test, (await people.Find("lege"))!, (await people.Find("helsesykepleier"))!,
            (await people.Find("forsyning"))!);
    }

    public static OrderRequest Request(string article = Single, long doses = 2, string purpose = "payable") => new()
    {
        Channel = "web", PlannedVaccinationDate = "2026-06-20",
        Lines = [new LineRequest { ArticleNumber = article, Doses = doses, Purpose = purpose }],
    };

    public async Task<long> Placed(OrderRequest? request = null) =>
        (await PlaceOrder.Run(Db, request ?? Request(), Now, Physician)).Value.Number!.Value;

    public Task<long> Units(string article, int status) => Db.One<long>(
        "select coalesce(sum(b.quantity), 0) from balance b join lot l on l.id = b.lot_id join party p on p.id = " +
        "b.holder_id " +
        "where p.key = 'fhi' and l.article_number = @article and b.status = @status", new { article, status })!;

    /// <summary>Leaves only so many free doses of a product, so that a test can run out of them.</summary>
    public async Task LeaveOnly(string article, long units)
    {
        await Db.Write<int>(async tx =>
        {
            await tx.Do(
                "update balance set quantity = 0 where status = 0 and lot_id in (select id from lot where " +
                "article_number = @article)",
                new { article });
            await tx.Do("update balance set quantity = @units where status = 0 and pool = 1 and lot_id = " +
                "(select max(id) from lot where article_number = @article) and holder_id = (select id from party " +
                "where key = 'fhi')",
                new { article, units });
            return 0;
        });
    }

    public ValueTask DisposeAsync() => Test.DisposeAsync();
}
