using System.Globalization;
using Forsyn.App.Database;
using Forsyn.Core.Basics;

namespace Forsyn.App.Demo;

/// <summary>
/// How far a nation has been made, kept in the database with each part in the transaction that writes it, so that a
/// killed run is carried on where it was.
/// </summary>
static class NationMarks
{
    const string Nation = "nation", Part = "nation/", Ready = "ready";

    public static Task<string?> Size(Db db) => Content(db, Nation);
    public static async Task<bool> Whole(Db db) => await Content(db, Part + Ready) is not null;
    public static Task Begin(Tx tx, NationSize size, Moment now) => Write(tx, Nation, $"{size}", now);
    public static Task Done(Tx tx, string part, string content, Moment now) => Write(tx, Part + part, content, now);
    public static Task<string?> Of(Db db, string part) => Content(db, Part + part);

    /// <summary>The batches of transfers that were written.</summary>
    public static async Task<HashSet<int>> Batches(Db db) =>
        [.. (await db.List<string>("select what from loaded where what like 'nation/batch/%'"))
            .Select(what => int.Parse(what.Split('/')[^1], CultureInfo.InvariantCulture))];

    /// <summary>Everything is there: the marks of the parts go.</summary>
    public static async Task Finish(Tx tx, Moment now)
    {
        await tx.Do("delete from loaded where what like 'nation/%'");
        await Write(tx, Part + Ready, "", now);
    }

    static Task<string?> Content(Db db, string what) =>
        db.One<string>("select content from loaded where what = @what", new { what });

    static Task Write(Tx tx, string what, string content, Moment now) => tx.Do(
        "insert into loaded (what, content, demo, recorded_at) values (@what, @content, @demo, @now)",
        new { what, content, demo = true, now });
}
