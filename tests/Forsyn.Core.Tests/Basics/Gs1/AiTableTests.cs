using System.Text.RegularExpressions;
using Forsyn.Core.Basics;
using Forsyn.Core.Basics.Gs1;

namespace Forsyn.Core.Tests.Basics.Gs1;

public class AiTableTests
{
    [Fact]
    public void Every_check_the_table_names_is_written_and_every_pattern_names_a_known_identifier()
    {
        foreach (var entry in AiTable.All)
        {
            foreach (var check in entry.Parts.SelectMany(part => part.Checks))
                Assert.Null(Record.Exception(() => Gs1Checks.Problem(check, "000000000000000000")));
            foreach (var pattern in entry.Needs.SelectMany(group => group).Concat(entry.Excludes))
                Assert.Contains(AiTable.All, other => ApplicationIdentifier.Fits(other.Ai, pattern));
        }
        Assert.Throws<InvariantBroken>(() => Gs1Checks.Problem("no-such-check", "0"));
    }

    [Fact]
    public void Identifiers_that_begin_alike_are_equally_long() => Assert.All(
        AiTable.All.GroupBy(entry => entry.Ai[..2]), alike => Assert.Single(alike.Select(e => e.Ai.Length).Distinct()));

    [Fact]
    public void The_table_says_what_the_dictionary_of_GS1_says()
    {
        var dictionary = File.ReadLines(RealData.File("conformance/gs1/gs1-syntax-dictionary.txt"))
            .Select(line => line.Split('#')[0])
            .Where(line => line.Trim() != "").SelectMany(Facts).Order();
        var table = AiTable.All.Select(entry => string.Join(" ", [
            entry.Ai,
            $"{!entry.NeedsFnc1}",
            .. entry.Parts.Select(p => $"{p.Set}{p.Least}-{p.Most}{(p.Optional ? "?" : "")}/{p.Checks.Count}"),
            .. entry.Needs.Select(group => string.Join("+", group)),
            "not",
            .. entry.Excludes,
        ]));
        Assert.Equal(dictionary, table.Order());
    }

    /// <summary>One line an identifier: digits, fixed length, parts with their number of checks, needs,
    /// excludes.</summary>
    static IEnumerable<string> Facts(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var flags = Regex.IsMatch(words[1], "^[*?]+$") ? words[1] : "";
        var parts = words.Select(word => Regex.Match(word, @"^(\[?)([NXYZ])(\.\.)?(\d+)\]?((?:,\w+)*)$"))
            .Where(part => part.Success)
            .Select(p => $"{p.Groups[2]}{(p.Groups[3].Success ? "1" : p.Groups[4].Value)}-{p.Groups[4]}"
                + $"{(p.Groups[1].Length > 0 ? "?" : "")}/{p.Groups[5].Value.Count(c => c == ',')}");
        string[] List(string key) => words.Where(w => w.StartsWith(key + "=", StringComparison.Ordinal))
            .SelectMany(w => w[(key.Length + 1)..].Split(',')).ToArray();
        var ends = words[0].Split('-');
        for (var ai = int.Parse(ends[0]); ai <= int.Parse(ends[^1]); ai++)
            yield return string.Join(" ", [
                $"{ai}".PadLeft(ends[0].Length, '0'),
                $"{flags.Contains('*')}",
                .. parts,
                .. List("req"),
                "not",
                .. List("ex"),
            ]);
    }
}
