using System.Text.RegularExpressions;

namespace Forsyn.Core.Tests.Tidy;

/// <summary>
/// Words that do not belong in the repository: unfinished work, one machine's paths and hosts, clocks below the hosts.
/// </summary>
public partial class WordTests
{
    // A file is text to be checked unless its ending says otherwise; the lock files are npm's own.
    static readonly string[] NoText = [".png", ".woff2", ".ico", ".pdf", ".xlsx", ".gz", "package-lock.json"];
    // Files that measure how long something took; what they decide does not depend on it.
    static readonly string[] Measures = [];
    const string Here = "tests/Forsyn.Core.Tests/Tidy/WordTests.cs";

    [Fact]
    public void No_file_names_a_machine_an_author_tool_or_unfinished_work()
    {
        var files = Repository.Files("").Where(path => !NoText.Any(path.EndsWith) && path != Here).ToList();
        Assert.Contains("README.md", files);
        Offences.AssertNone(files.SelectMany(path => Found(path, Repository.Read(path), Everywhere())));
    }

    [Fact]
    public void No_clock_and_no_unseeded_chance_below_the_hosts() =>
        Offences.AssertNone(from folder in (string[])["src/Forsyn.Core", "src/Forsyn.App"]
            from path in Repository.Files(folder, ".cs")
            where !Measures.Contains(path)
            from offence in Found(path, Repository.Read(path), Clock())
            select offence);

    [Theory]
    [InlineData("read it from /work/shared")]
    [InlineData("/home/someone/forsyn")]
    [InlineData("/root/.nuget")]
    [InlineData("C:\\Users\\someone")]
    [InlineData("https://registry.example.org/npm")]
    [InlineData("<add key=\"feed\" value=\"https://nuget.example.org/v3/index.json\" />")]
    [InlineData("Co-Authored-By: someone")]
    [InlineData("generated with a language model")]
    [InlineData("// TODO later")]
    [InlineData("// FIXME")]
    [InlineData("a HACK")]
    [InlineData("throw new NotImplementedException();")]
    public void A_word_that_does_not_belong_is_caught(string planted) =>
        Assert.Single(Found("a.cs", planted, Everywhere()));

    [Theory]
    [InlineData("see https://www.fhi.no/work/vaccines")]
    [InlineData("the pharmacy register and the homework")]
    [InlineData("new InvalidOperationException()")]
    public void Ordinary_words_are_let_through(string text) => Assert.Empty(Found("a.cs", text, Everywhere()));

    [Theory]
    [InlineData("var now = DateTime.Now;")]
    [InlineData("DateTimeOffset.UtcNow")]
    [InlineData("DateTime.Today")]
    [InlineData("TimeProvider clock")]
    [InlineData("Stopwatch.StartNew()")]
    [InlineData("Random.Shared.Next()")]
    [InlineData("new Random()")]
    [InlineData("Guid.NewGuid()")]
    public void A_clock_or_chance_is_caught(string planted) => Assert.Single(Found("a.cs", planted, Clock()));

    static IEnumerable<string> Found(string path, string text, Regex banned) =>
        text.Split('\n').SelectMany(
            (line, i) => banned.Matches(line).Take(1).Select(match => $"{path}:{i + 1} says {match.Value}"));

    [GeneratedRegex(@"(?<![\w.])/(work|home|root)/[\w.]|\b[A-Z]:\\Users" +
        @"|//registry\.|//(?!api\.nuget\.org)[\w.]*nuget[\w.]*/" +
        @"|(?i:co-authored-by|language model|\bLLM\b|generated (with|by) an? )" +
        @"|\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Everywhere();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|\bTimeProvider\b|\bStopwatch\b" +
        @"|\bRandom\.Shared\b|new Random\(\)|\bGuid\.NewGuid\b")]
    private static partial Regex Clock();
}
