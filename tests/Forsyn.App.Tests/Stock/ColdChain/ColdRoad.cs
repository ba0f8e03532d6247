using System.Globalization;
using System.Text;
using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Messages;
using Forsyn.App.Stock.ColdChain;
using Forsyn.App.Tests.Fulfilment;
using Forsyn.Core.Basics;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.App.Tests.Stock.ColdChain;

/// <summary>The seeded country with a fridge at FHI, and files from its logger made by the tests.</summary>
sealed record ColdRoad(Road Road, long Fridge, long Place) : IAsyncDisposable
{
    /// <summary>Engerix-B: adsorbed, bears 168 hours up to 25 °C.</summary>
    public const string Engerix = "004502";
    public const string Serial = "T-1001";
    public static readonly Moment Later = Road.Now.Plus(TimeSpan.FromHours(30));

    public Db Db => Road.Db;

    public static async Task<ColdRoad> On(DbKind kind)
    {
        var road = await Road.On(kind);
        var place = await road.Db.One<PlaceRow>("""
            select pl.id, pl.key from balance b join lot l on l.id = b.lot_id join place pl on pl.id = b.place_id
            where b.holder_id = @Party and l.article_number = @article and b.status = 0 and b.quantity > 0
                and l.expires_on > @soon order by l.expires_on, b.quantity
            """, new { road.Warehouse.Party, article = Engerix, soon = Road.Now.Day.AddDays(90) });
        var id = await RegisterEquipment.Run(road.Db, new("Test fridge", "fridge", "fridge", place!.Key, "2026-01-01",
            Serial, "2026-01-01"), Road.Now, road.Warehouse);
        return new(road, id.Value, place.Id);
    }

    /// <summary>Readings every ten minutes from some hours after the seed, as an ISO file.</summary>
    public static string Csv(double fromHour, params double[] degrees) => "time,temp\n" + string.Join('\n',
        degrees.Select((d, i) => (d, At: Road.Now.Plus(TimeSpan.FromMinutes(fromHour * 60 + 10 * i)).Utc))
            .Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.At:yyyy-MM-ddTHH:mm:ssZ},{r.d}")));

    public static double[] Hours(int hours, double degrees) => [.. Enumerable.Repeat(degrees, hours * 6)];

    public static async Task<LoggerFile> File(string text) =>
        (await LoggerFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "fridge.csv")).Value;

    public async Task<Result<ReadingsAnswer>> Read(string csv, Moment? now = null, long? equipment = null,
        Caller? who = null) => await ImportReadings.Run(
        Db, equipment ?? Fridge, await File(csv), null, null, now ?? Later, who ?? Road.Warehouse);

    /// <summary>The one excursion a file shows.</summary>
    public async Task<long> Found(string csv, Moment? now = null)
    {
        var read = await Read(csv, now);
        Assert.True(read.Ok, $"{read.Refusal?.Code}");
        return Assert.Single(read.Value.Excursions);
    }

    public async Task<ExcursionDetails> Get(long id, Caller? who = null) =>
        (await Excursions.Get(Db, id, Later.Day, who ?? Road.Desk)).Value;

    public async Task<ExcursionLotView> Lot(long id, string article, long? holder = null) => (await Get(id)).Lots.First(
        lot => lot.ArticleNumber == article && lot.HolderId == (holder ?? Road.Desk.Party));

    public Task<Result<ExcursionDecisionAnswer>> Propose(
        long id, string action, string reason, ExcursionLotView lot, Caller? who = null) =>
        DecideExcursion.Propose(Db, id, new(action, reason, [new(lot.LotId, lot.HolderId)]), Later, who ?? Road.Desk);

    public Task<Result<ExcursionDecisionAnswer>> Sign(long id, ExcursionLotView lot, Caller who) =>
        DecideExcursion.Sign(Db, id, [new(lot.LotId, lot.HolderId)], Later, who);

    public Task<long> Units(long lot, int status, long? holder = null) => Db.One<long>(
        "select coalesce(sum(quantity), 0) from balance where lot_id = @lot and status = @status and " +
        "holder_id = @holder", new { lot, status, holder = holder ?? Road.Desk.Party })!;

    public async Task Tell() => await CatchUp.Run(Db, [ComposeMessages.OnFacts], Later);

    public ValueTask DisposeAsync() => Road.DisposeAsync();

    sealed class PlaceRow
    {
        public long Id { get; init; }
        public string Key { get; init; } = "";
    }
}

static class Answers
{
    /// <summary>Why something was refused, in codes; nothing where it was done.</summary>
    public static string Told<T>(this Result<T> result) => result.Refusal is { } no
        ? string.Join(' ', [no.Code, .. (no.Findings ?? []).Select(f => f.Code)]) : "";
}
