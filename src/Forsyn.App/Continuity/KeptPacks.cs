using System.Globalization;
using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Texts;

namespace Forsyn.App.Continuity;

/// <summary>Where packs are kept, for whom, and how long; no folder, no packs.</summary>
/// <param name="Sites">Keys of holders, or national.</param>
/// <param name="Days">A pack older than this is removed.</param>
/// <param name="Address">Where the program is reached.</param>
public sealed record PackSettings(string Folder, string Password, IReadOnlyList<string> Sites, int Days, string Address)
{
    /// <summary>The password as it is, or as it stands in a file.</summary>
    public static PackSettings? Of(string? folder, string? password, string? file, string? sites, int days,
        string? address) => string.IsNullOrWhiteSpace(folder) ? null : new(Path.GetFullPath(folder),
            password ?? (file is null ? "" : File.ReadAllText(file).Trim()),
            (sites ?? PackSite.Country).Split(
                ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            days, address ?? "");
}

/// <param name="Site">Key of the holder, or national.</param>
public sealed record KeptPack(string Name, string Site, DateOnly Day, long Bytes);

/// <summary>The packs of the last days, as files in a folder of the server's, one a site and day.</summary>
public static class KeptPacks
{
    const string Start = "forsyn-pack-";

    static string Name(string site, DateOnly day) => $"{Start}{site}-{day:yyyy-MM-dd}.zip";

    /// <summary>
    /// Makes the packs of today that are not there and removes those that are too old; returns the names of those made.
    /// Refuses pack-password-short and holder-unknown.
    /// </summary>
    public static async Task<Result<string[]>> Run(Db db, PackSettings settings, Moment now)
    {
        var made = new List<string>();
        Directory.CreateDirectory(settings.Folder);
        foreach (var key in settings.Sites)
        {
            var path = Path.Combine(settings.Folder, Name(key, now.Day));
            if (File.Exists(path)) continue;
            var site = await PackSite.Of(db, key, now.Day);
            if (!site.Ok) return site.Refusal!;
            var written = await ToFile(db, site.Value, path, settings.Password, settings.Address, Language.Nb, now);
            if (!written.Ok) return written.Refusal!;
            made.Add(Path.GetFileName(path));
        }
        foreach (var old in All(settings).Where(pack => pack.Day <= now.Day.AddDays(-settings.Days)))
            File.Delete(Path.Combine(settings.Folder, old.Name));
        return made.ToArray();
    }

    /// <summary>Writes a pack to a file that gets its name when it is whole.</summary>
    public static async Task<Result<int>> ToFile(
        Db db, PackSite site, string path, string password, string address, Language language, Moment now)
    {
        var part = path + ".part";
        try
        {
            Result<int> written;
            using (var file = new FileStream(part, BackUp.Options()))
                written = await OutagePack.Write(db, site, file, password, address, language, now);
            if (written.Ok) File.Move(part, path, overwrite: true);
            return written;
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>The packs somebody may fetch, the newest first.</summary>
    public static async Task<IReadOnlyList<KeptPack>> List(Db db, PackSettings? settings, Caller caller)
    {
        if (settings is null) return [];
        var own = await db.One<string>("select key from party where id = @party", new { party = caller.Party ?? 0 });
        return [.. All(settings).Where(pack => pack.Site == PackSite.Country
                ? caller.May(Policy.ContinuityPlans) && caller.May(Policy.OrdersReadAll) : pack.Site == own)
            .OrderByDescending(pack => pack.Day).ThenBy(pack => pack.Site, StringComparer.Ordinal)];
    }

    /// <summary>The path of a pack the caller may fetch; refuses pack-unknown, also for another's.</summary>
    public static async Task<Result<string>> Find(Db db, PackSettings? settings, string name, Caller caller) =>
        (await List(db, settings, caller)).Any(pack => pack.Name == name)
            ? Path.Combine(settings!.Folder, name) : Refusal.Of("pack-unknown", "name", name);

    static IEnumerable<KeptPack> All(PackSettings settings) => !Directory.Exists(settings.Folder) ? []
        : from file in new DirectoryInfo(settings.Folder).GetFiles($"{Start}*.zip")
            let name = file.Name[Start.Length..^".zip".Length]
            where name.Length > 11
            let day = DateOnly.TryParseExact(name[^10..], "yyyy-MM-dd", CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var read) ? read : (DateOnly?)null
            where day is not null
            select new KeptPack(file.Name, name[..^11], day.Value, file.Length);
}
