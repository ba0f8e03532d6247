namespace Forsyn.Core.Tests.Tidy;

/// <summary>How every check here ends: all offences at once, one a line.</summary>
static class Offences
{
    public static void AssertNone(IEnumerable<string> offences)
    {
        var all = offences.Distinct().ToList();
        Assert.True(all.Count == 0, $"{all.Count} offences:\n" + string.Join("\n", all));
    }
}
