using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Ordering.Influenza;

/// <summary>Somebody a municipality has agreed with to vaccinate, and the doses it passes on.</summary>
public sealed class CooperationRow
{
    public long Id { get; init; }
    public string Season { get; init; } = "";
    public string MunicipalityNumber { get; init; } = "";
    public string Actor { get; init; } = "";
    public string Routine { get; init; } = "";
    public long Doses { get; init; }
    public Moment RecordedAt { get; init; }
    public string RecordedBy { get; init; } = "";
    public Moment? EndedAt { get; init; }
}

/// <param name="Actor">A doctors' office, a nursing home, a pharmacy, an occupational health service.</param>
/// <param name="Routine">What was agreed.</param>
/// <param name="Doses">Doses passed on; zero where none are.</param>
public sealed record CooperationRequest(string? Season, string? Actor, string? Routine, long? Doses);

/// <summary>The municipality's register of cooperation and of doses passed on (FLU-005).</summary>
public static class Cooperation
{
    public static Task<List<CooperationRow>> List(Db db, string season, string municipality) =>
        db.List<CooperationRow>("select * from cooperation where season = @season and municipality_number = " +
            "@municipality and ended_at is null order by actor, id", new { season, municipality });

    /// <summary>Refuses season-unknown, unit-unknown and cooperation-faulty with all faults at once.</summary>
    public static async Task<Result<CooperationRow>> Add(Db db, CooperationRequest request, Moment now, Caller caller)
    {
        var season = await Seasons.Get(db, request.Season, now.Day);
        if (!season.Ok) return season.Refusal!;
        if (await PreOrders.OwnUnit(db, caller) is not { Kind: "municipality" } unit)
            return Refusal.Of("unit-unknown", "unit", "");
        var faults = new List<Finding>();
        if (request.Actor?.Trim() is not { Length: >= 2 and <= 200 })
            faults.Add(ReadOrder.Problem("cooperation-actor", null));
        if (request.Routine?.Trim() is not { Length: >= 2 and <= 1000 })
            faults.Add(ReadOrder.Problem("cooperation-routine", null));
        if (request.Doses is not (null or (>= 0 and <= 10_000_000)))
            faults.Add(ReadOrder.Problem("cooperation-doses", null));
        if (faults.Count > 0)
            return new Refusal("cooperation-faulty", new Dictionary<string, string>(), faults);
        return await db.Write<CooperationRow>(async tx =>
        {
            var row = new CooperationRow
            {
                Id = tx.Ids.Next(), Season = season.Value.Season.Code, MunicipalityNumber = unit.Key,
                Actor = request.Actor!.Trim(), Routine = request.Routine!.Trim(), Doses = request.Doses ?? 0,
                RecordedAt = now, RecordedBy = caller.Name,
            };
            await new Batch(tx).Add("insert into cooperation (id, season, municipality_number, actor, routine, " +
                "doses, " +
                "recorded_at, recorded_by) values (?, ?, ?, ?, ?, ?, ?, ?)", row.Id, row.Season, row.MunicipalityNumber,
                row.Actor, row.Routine, row.Doses, row.RecordedAt, row.RecordedBy).Run();
            return row;
        }, caller.Once);
    }

    /// <summary>Ends an agreement; the row is kept. Refuses cooperation-unknown.</summary>
    public static async Task<Result<long>> End(Db db, long id, Moment now, Caller caller)
    {
        var unit = await PreOrders.OwnUnit(db, caller);
        return await db.Write<long>(async tx => await tx.Do(
            "update cooperation set ended_at = @now where id = @id and municipality_number = @key and ended_at is null",
            new { id, now = now.Microseconds, key = unit?.Key ?? "" }) == 1
                ? id : Refusal.Of("cooperation-unknown", "id", $"{id}"), caller.Once);
    }
}
