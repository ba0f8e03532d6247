namespace Forsyn.Web.Hosting;

/// <summary>Where to go back to; a stranger may have written it, so only a path on this host is followed.</summary>
public static class LocalPath
{
    public static string Of(string? from) =>
        from is ['/', ..] and not ['/', '/' or '\\', ..] && !from.Any(char.IsControl) ? from : "/";
}
