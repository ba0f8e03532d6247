namespace Forsyn.Tests;

/// <summary>
/// A file of the repository that is made from other files of it. FORSYN_WRITE=1 writes it; otherwise it must be
/// current.
/// </summary>
public static class Generated
{
    public static void AssertCurrent(string path, string text)
    {
        var file = Path.Combine(Repository.Root, path);
        if (Environment.GetEnvironmentVariable("FORSYN_WRITE") == "1") File.WriteAllText(file, text);
        var found = File.Exists(file) ? File.ReadAllText(file) : "";
        if (found != text) Assert.Fail(
            $"{path} is not current: {Difference(found, text)}. FORSYN_WRITE=1 ./test writes it.");
    }

    /// <summary>Where two texts part, as "line 3: 'was' should be 'is'".</summary>
    public static string Difference(string found, string expected)
    {
        var (was, should) = (found.Split('\n'), expected.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(was.Length, should.Length))
            .First(i => was.ElementAtOrDefault(i) != should.ElementAtOrDefault(i));
        return $"line {line + 1}: '{was.ElementAtOrDefault(line)}' should be '{should.ElementAtOrDefault(line)}'";
    }
}
