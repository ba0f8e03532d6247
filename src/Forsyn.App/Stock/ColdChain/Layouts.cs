using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.App.Stock.ColdChain;

/// <summary>How loggers write: the families the program knows, and what a holder has saved under a name.</summary>
public static class Layouts
{
    /// <summary>The holder's own first.</summary>
    public static async Task<IReadOnlyList<LoggerLayout>> List(Db db, Caller caller)
    {
        var own = await db.List<string>(
            "select layout from cold_layout where holder_id = @holder order by name",
            new { holder = caller.Party ?? 0 });
        var saved = own.Select(Json.Read<LoggerLayout>).ToList();
        return [.. saved, .. LoggerLayouts.Known.Where(one => saved.All(other => other.Name != one.Name))];
    }

    /// <summary>
    /// What is proposed for a file: the layout saved for the logger its serial number names, else what the file looks
    /// like. Refuses cold-file-not-understood.
    /// </summary>
    public static async Task<Result<GuessedLayout>> Propose(Db db, long equipment, LoggerFile file, Caller caller)
    {
        var guess = GuessLayout.Run(file.Lines);
        var names = await db.List<NameRow>("select serial, layout from cold_logger where equipment_id = @equipment " +
            "and removed_on is null", new { equipment });
        var named = names.FirstOrDefault(row => row.Serial == guess?.Serial) ?? (names.Count == 1 ? names[0] : null);
        var saved = (await List(db, caller)).FirstOrDefault(one => one.Name == named?.Layout && one.Name != "");
        // A saved layout that reads nothing of this file is not the file's.
        if (saved is not null && LoggerTable.Read([.. file.Rows(saved).Take(50)], saved, new(long.MaxValue / 2))
            .Readings.Count > 0) return new GuessedLayout(saved, guess?.Serial);
        return guess is null ? Refusal.Of("cold-file-not-understood", "name", file.Name) : guess;
    }

    /// <summary>Adds to the batch that a holder's layout is called so from now on.</summary>
    internal static void Save(Batch batch, long holder, LoggerLayout layout) =>
        batch.Add("insert into cold_layout (holder_id, name, layout) values (?, ?, ?) " +
            "on conflict (holder_id, name) do update set layout = excluded.layout",
            holder, layout.Name, Json.Write(layout));

    sealed class NameRow
    {
        public string Serial { get; init; } = "";
        public string Layout { get; init; } = "";
    }
}
