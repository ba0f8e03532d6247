using System.Reflection;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness;

/// <summary>The stockpile schemes the program ships with (data/preparedness/norway.json).</summary>
public static class Schemes
{
    public static readonly SchemeSet All = SchemeSet.Parse(Shipped("norway.json"));

    /// <summary>The scheme as it stands on a day; refuses scheme-unknown.</summary>
    public static Result<DutyScheme> On(string? scheme, DateOnly day) => All.On(scheme ?? "", day) is { } found ? found
        : Refusal.Of("scheme-unknown", "scheme", scheme ?? "",
            "possible", string.Join(", ", All.On(day).Select(one => one.Scheme)));

    internal static string Shipped(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"data/preparedness/{file}")
            ?? throw new InvariantBroken($"the program was built without data/preparedness/{file}");
        return new StreamReader(stream).ReadToEnd();
    }
}
