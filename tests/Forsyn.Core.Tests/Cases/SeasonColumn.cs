using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;

namespace Forsyn.Core.Tests.Cases;

/// <summary>Reads the column season: whether influenza vaccine is stated to be for the target groups, and its reduced
/// price.</summary>
static class SeasonColumn
{
    public static LineFacts Read(LineFacts line, string text)
    {
        var words = CaseColumns.List(text);
        if (words.FirstOrDefault(word => word is not ("target-group" or "no-statement")
            && !word.StartsWith("reduced=")) is { } other)
            throw new CaseWrong($"'{other}': use target-group, no-statement and reduced=6000");
        var reduced = words.FirstOrDefault(word => word.StartsWith("reduced="));
        return line with
        {
            Season = new("2026/27", reduced is null ? null
                : new(new Money(CaseColumns.Number(reduced["reduced=".Length..])), line.Product.PricePerPack),
                words.Contains("target-group")),
        };
    }
}
