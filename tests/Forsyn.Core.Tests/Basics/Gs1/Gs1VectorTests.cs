using System.Text.RegularExpressions;
using Forsyn.Core.Basics;
using Forsyn.Core.Basics.Gs1;

namespace Forsyn.Core.Tests.Basics.Gs1;

/// <summary>The public vectors of the GS1 syntax engine: test, whether it passes, input, expected output or
/// error.</summary>
public class Gs1VectorTests
{
    static readonly Dictionary<string, string> Checks = new()
    {
        ["lint_csum"] = "digit", ["lint_csumalpha"] = "pair", ["lint_gcppos1"] = "prefix",
        ["lint_gcppos2"] = "prefix-after-1", ["lint_hhmi"] = "hour-minute", ["lint_nonzero"] = "not-zero",
        ["lint_yymmd0"] = "month-or-day", ["lint_yymmdd"] = "day", ["lint_yyyymmdd"] = "day-of-century",
    };

    static readonly Dictionary<string, Symbology> Symbologies = new()
    {
        ["DM"] = Symbology.DataMatrix, ["QR"] = Symbology.Qr, ["DotCode"] = Symbology.DotCode,
        ["EAN13"] = Symbology.Ean13, ["EAN8"] = Symbology.Ean8, ["GS1_128_CCA"] = Symbology.Gs1128,
    };

    sealed record Vector(string Test, bool Passes, string Input, string Expected)
    {
        public override string ToString() => $"{Test} `{Input}`";
    }

    [Fact]
    public void Every_public_vector_holds_but_those_listed_with_a_reason()
    {
        var vectors = Read(File.ReadAllText(RealData.File("conformance/gs1/gs1-test-vectors.csv"))).ToList();
        Assert.Equal(731, vectors.Count);
        var leftOut = vectors.Where(vector => !Holds(vector)).Select(vector => $"{vector}").Distinct().Order();
        Assert.Equal(Listed().Order(), leftOut);
    }

    static bool Holds(Vector vector)
    {
        var (test, passes, input, expected) = vector;
        if (test == "lint_cset82") return SameError(CharacterSets.Problem('X', input), vector);
        if (Checks.TryGetValue(test, out var check)) return SameError(Gs1Checks.Problem(check, input), vector);
        if (test == "bracketed_ai_to_element_string") return Same(ElementString.ReadBracketed(input), vector);
        // The engine ran these with unknown identifiers let through, as our reading of what a scanner sends may.
        if (test == "element_string_validate")
            return ElementString.Read(input, allowUnknown: true).Match(e => e.GoTogether().Ok, _ => false) == passes;
        var symbology = test[(test.IndexOf("_data_", StringComparison.Ordinal) + 6)..];
        if (test.StartsWith("generate_scan_data_", StringComparison.Ordinal))
            return Same(ScanData.Write(Symbologies[symbology], input), vector);
        var scan = ScanData.Read(input);
        return scan.Ok == passes
            && (!scan.Ok || (scan.Value.Symbology == Symbologies[symbology] && scan.Value.Message == expected));
    }

    static bool SameError(string? problem, Vector vector) => vector.Passes
        ? problem is null
        : problem is not null && $"GS1_LINTER_{problem.Replace('-', '_').ToUpperInvariant()}" == vector.Expected;

    static bool Same<T>(Result<T> result, Vector vector) =>
        result.Ok == vector.Passes && (!result.Ok || $"{result.Value}" == vector.Expected);

    /// <summary>The vectors that docs/gs1-vectors.md says are left out: its lines "- test `input`: reason".</summary>
    static IEnumerable<string> Listed()
    {
        using var stream = typeof(Gs1VectorTests).Assembly.GetManifestResourceStream("gs1-vectors.md")!;
        var text = new StreamReader(stream).ReadToEnd();
        return [.. Regex.Matches(text, "^- ([a-zA-Z0-9_]+ `[^`]*`): .", RegexOptions.Multiline)
            .Select(line => line.Groups[1].Value)];
    }

    static IEnumerable<Vector> Read(string csv)
    {
        var cells = new List<string>();
        foreach (Match cell in Regex.Matches(csv, "\"((?:[^\"]|\"\")*)\"(,|\r?\n|$)"))
        {
            cells.Add(cell.Groups[1].Value.Replace("\"\"", "\""));
            if (cell.Groups[2].Value == ",") continue;
            if (cells[0] != "test") yield return new Vector(cells[0], cells[1] == "true", cells[2], cells[3]);
            cells.Clear();
        }
    }
}
