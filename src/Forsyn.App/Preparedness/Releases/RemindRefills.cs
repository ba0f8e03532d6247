using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.Releases;

/// <summary>Fact: units that were released have not come back by the day the plan says.</summary>
/// <param name="Deciders">Parties that decide on the stockpile's use.</param>
/// <param name="Lines">Lines of the plan that are late and were not told of before.</param>
/// <param name="DueOn">The day the first of them should have come.</param>
/// <param name="Missing">Units of them that have not come by the ledger.</param>
public sealed record RefillLate(
    long Release, long Holder, IReadOnlyList<long> Deciders, int Lines, DateOnly DueOn, long Missing);

/// <summary>Tells of what was released and is not bought back in time: each line of a plan once.</summary>
public static class RemindRefills
{
    /// <summary>Returns how many lines were told of now.</summary>
    public static async Task<long> Run(Db db, Moment now) => (await db.Write<long>(async tx =>
    {
        var batch = new Batch(tx);
        var count = 0L;
        foreach (var scheme in Schemes.All.On(now.Day)) count += await Run(tx, batch, scheme, now);
        await batch.Run();
        return count;
    })).Value;

    static async Task<long> Run(Tx tx, Batch batch, DutyScheme scheme, Moment now)
    {
        var told = (await tx.List<ToldRow>("select t.release_id, t.holder, t.arrives_on from refill_reminder t " +
            "join stock_release r on r.id = t.release_id where r.scheme = @Scheme", new { scheme.Scheme }))
            .Select(row => (row.ReleaseId, row.Holder, row.ArrivesOn)).ToHashSet();
        var deciders = await Ids(tx, scheme.UseDecidedBy.Select(key => key.Value));
        var count = 0L;
        foreach (var (release, lines) in await Refills.Standing(tx, scheme.Scheme, "", now.Day))
        {
            var late = lines.Where(one => one.State == RefillState.Late
                && !told.Contains((release.Release, release.Holder, one.Line.ArrivesOn))).ToList();
            if (late.Count == 0) continue;
            batch.AddRows("insert into refill_reminder (release_id, holder, arrives_on, reminded_at) {values}",
                [.. late.Select(one => (object?[])[release.Release, release.Holder, one.Line.ArrivesOn, now])]);
            Outbox.Append(batch, new RefillLate(release.Release, (await Ids(tx, [release.Holder]))[0], deciders,
                late.Count, late[0].Line.ArrivesOn, late.Sum(one => one.Line.Units - one.Back)), now);
            count += late.Count;
        }
        return count;
    }

    static async Task<IReadOnlyList<long>> Ids(Tx tx, IEnumerable<string> keys) => await tx.List<long>(
        "select id from party where key in @keys order by id", new { keys = InList.Of(keys) });

    sealed class ToldRow
    {
        public long ReleaseId { get; init; }
        public string Holder { get; init; } = "";
        public DateOnly ArrivesOn { get; init; }
    }
}
