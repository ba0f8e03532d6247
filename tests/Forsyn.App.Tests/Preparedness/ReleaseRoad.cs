using System.Diagnostics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Preparedness;
using Forsyn.App.Preparedness.Releases;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness;

/// <summary>The seeded country with stock in the pools, and those who ask for it, decide on it and take it out.
/// </summary>
sealed record ReleaseRoad(DutyRoad Road) : IAsyncDisposable
{
    public Db Db => Road.Db;
    public IReadOnlyDictionary<Role, Caller> People => Road.People;
    public Caller Regulator => Road.Regulator;
    public Caller Ministry => Road.Ministry;
    public Caller Wholesaler => Road.Wholesaler;
    public Caller Administrator => Road.Administrator;

    public static async Task<ReleaseRoad> On(DbKind kind) => new(await DutyRoad.On(kind));

    /// <summary>Units of a new lot come from a supplier into the pool of a scheme.</summary>
    public async Task Stock(string holder, string scheme, string atc, long units, bool ownLot = false, int hours = 0)
    {
        var article = await Db.One<string>("select min(article_number) from product where atc = @atc", new { atc });
        var id = await Db.One<long>("select max(id) + 1 from lot");
        await Db.Write<int>(async tx => await tx.Do("insert into lot (id, article_number, lot_number, expires_on) " +
            "values (@id, @article, @number, @day)", new
        {
            id, article, number = $"R{id}", day = DutyRoad.Today.AddDays(ownLot ? 5 : 400),
        }));
        var (party, place) = (await Party(holder), await Db.One<long>(
            "select min(l.id) from place l join party p on p.id = l.party_id where p.key = @holder", new { holder }));
        var posted = await Post.Run(Db, [new Transfer(party, id, new Quantity(units), Slot.Outside(Status.Supplier),
            new Slot(Status.Available, place, Pool(scheme)), "receive", $"test/{id}", DutyRoad.Today)],
            DutyRoad.Now.Plus(TimeSpan.FromHours(hours)), "test");
        Assert.True(posted.Ok);
    }

    /// <summary>Units of a line that were taken out leave the holder.</summary>
    public async Task Sell(ReleaseMove move, long units) => Assert.True((await Post.Run(Db, [new Transfer(
        await Party(move.Holder), move.LotId, new Quantity(units), new Slot(Status.Available, move.PlaceId,
        Core.Ledger.Pool.Sale), Slot.Outside(Status.Consumed), "use", $"test/sold/{move.Line}", DutyRoad.Today)],
        DutyRoad.Now, "test")).Ok);

    public async Task<long> Asked(string scheme, string atc, long units)
    {
        var done = await RequestRelease.Run(Db, new(scheme, atc, null, units, "No deliveries", "Hospitals"),
            DutyRoad.Now, Regulator);
        Assert.True(done.Ok, done.Refusal?.Code);
        return done.Value.Id;
    }

    public static ReleaseDecisionRequest Decision(string kind = "crisis") =>
        new(kind, "Regulation § 5", "Case 26/77", null, $"{DutyRoad.Today.AddDays(20):yyyy-MM-dd}", null);

    public Task<Result<ReleaseRow>> Decide(long id, Caller caller, string kind = "crisis") =>
        DecideRelease.Run(Db, id, Decision(kind), DutyRoad.Now, caller);

    /// <summary>A release that those who may have decided, with a holder's share.</summary>
    public async Task<long> Decided(string scheme, string atc, (string Holder, long Units) share)
    {
        var id = await Asked(scheme, atc, share.Units);
        var done = await DecideRelease.Run(Db, id, Decision() with { Shares = [new(share.Holder, share.Units)] },
            DutyRoad.Now, scheme == "primary" ? Regulator : People[Role.HealthAuthority]);
        Assert.True(done.Ok, $"{done.Refusal?.Code} {done.Refusal?.Findings?[0].Code}");
        return id;
    }

    public Task<Result<CarriedOut>> CarryOut(long id, CarryOutRequest request, Caller? caller = null) =>
        CarryOutRelease.Run(Db, id, request, DutyRoad.Now, caller ?? Wholesaler);

    public async Task<ReleaseView> View(long id) => (await ReleaseList.Get(Db, id, DutyRoad.Today, Regulator))!;

    /// <summary>Units in a scheme's pool by holder.</summary>
    public async Task<Dictionary<string, long>> Held(string scheme) => (await Db.List<HolderRow>(
        "select y.key, cast(sum(b.quantity) as bigint) as units from balance b join party y on y.id = b.holder_id " +
        "where b.status = 0 and b.pool = @pool group by y.key", new { pool = (short)Pool(scheme) }))
        .ToDictionary(row => row.Key, row => row.Units);

    public async Task<long> ForSale(string holder) => await Db.One<long>(
        "select cast(sum(b.quantity) as bigint) from balance b join party y on y.id = b.holder_id " +
        "where b.status = 0 and b.pool = 1 and y.key = @holder", new { holder });

    public async Task<string?> AtcOf(ReleaseMove move) => await Db.One<string>(
        "select atc from product where article_number = @ArticleNumber", new { move.ArticleNumber });

    static Pool Pool(string scheme) => Schemes.All.On(scheme, DutyRoad.Today)!.Pool;

    Task<long> Party(string key) => Db.One<long>("select id from party where key = @key", new { key });

    public ValueTask DisposeAsync() => Road.DisposeAsync();

    sealed class HolderRow
    {
        public string Key { get; init; } = "";
        public long Units { get; init; }
    }
}

/// <summary>Reads the words of a document.</summary>
static class PdfWords
{
    public static async Task<string> Of(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, pdf);
        using var reader = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", file, "-"])
        {
            RedirectStandardOutput = true,
        })!;
        var text = await reader.StandardOutput.ReadToEndAsync();
        File.Delete(file);
        return text;
    }
}
