namespace Forsyn.App.Catalogue.Fest;

/// <summary>Where and why a FEST file cannot be read; inside this folder only, outside it becomes a refusal.</summary>
public sealed class FestFileBroken(long line, long position, string path, string entry, string problem)
    : Exception($"line {line}, position {position}, {path}: {problem}")
{
    public Refusal Refusal => Refusal.Of("fest-file-broken",
        "line", Written(line), "position", Written(position), "element", path, "entry", entry, "problem", problem);

    static string Written(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
