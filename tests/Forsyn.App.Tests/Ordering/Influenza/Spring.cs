using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering.Influenza;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering.Influenza;

/// <summary>The seeded country in the spring its season is open, with the people of a season.</summary>
sealed record Spring(
    TestDatabase Test, Caller Municipal, Caller Hospital, Caller Desk, Caller Office) : IAsyncDisposable
{
    public const string Code = "2026/27", Vaxigrip = "010348", Fluad = "900007", Live = "469758";
    public const string Alta = "5601";
    public static readonly Moment Now = Databases.SeededAt;
    /// <summary>After the window, before dispatch.</summary>
    public static readonly Moment August = At(8, 20), September = At(9, 10);

    public Db Db => Test.Db;

    public static Moment At(int month, int day) =>
        Moment.Of(new DateTimeOffset(2026, month, day, 10, 0, 0, TimeSpan.FromHours(2)));

    public static async Task<Spring> On(DbKind kind)
    {
        var test = await Databases.Seeded(kind);
        var people = Personas.Of(test.Db, Now);
        return new Spring(test, (await people.Find("smittevernlege"))!, (await people.Find("sykehus"))!,
            (await people.Find("forsyning"))!, (await people.Find("lege"))!);
    }

    public static PreOrderRequest Asks(long doses, long personnel = 0, string address = "Markveien 17, 9510 Alta") =>
        new(Code, address, true, [new(Vaxigrip, doses, personnel)]);

    public Task<Result<PreOrderAnswer>> PreOrder(long doses, Moment? at = null, long? version = null) =>
        SavePreOrder.Run(Db, Asks(doses), at ?? Now, Municipal, version);

    /// <summary>Leaves so many programme doses of a vaccine, all in the lot that keeps longest.</summary>
    public Task LeaveOnly(string article, long doses) => Db.Write<int>(async tx =>
    {
        await tx.Do("update balance set quantity = 0 where status = 0 and pool = 2 and lot_id in (select id from lot " +
            "where article_number = @article) and holder_id = (select id from party where key = 'fhi')",
            new { article });
        await tx.Do("update lot set expires_on = @far where id = (select max(lot_id) from balance where status = 0 " +
            "and pool = 2 and holder_id = (select id from party where key = 'fhi') and lot_id in (select id from lot " +
            "where article_number = @article))", new { article, far = new DateOnly(2027, 6, 30) });
        return await tx.Do("update balance set quantity = @doses where status = 0 and pool = 2 and holder_id = " +
            "(select id from party where key = 'fhi') and lot_id = (select max(lot_id) from balance where " +
            "status = 0 and pool = 2 and holder_id = (select id from party where key = 'fhi') and lot_id in " +
            "(select id from lot where article_number = @article))", new { article, doses });
    });

    public ValueTask DisposeAsync() => Test.DisposeAsync();
}
