using Forsyn.App.Ordering;
using Forsyn.App.Texts;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

/// <summary>Our table against the list it was written from, where that file is at hand.</summary>
public class RealBlueTableTests
{
    // The list writes some names otherwise than we do; what is compared is how many rows each letter has where.
    [Fact, Requirement("BLU-010", "BLT-001", "BLT-052")]
    public void Each_disease_of_the_list_has_our_products_letters_and_number_of_rows()
    {
        var rows = File.ReadAllLines(RealData.File("blue-prescription-table-seed003.csv")).Skip(1)
            .Select(line => line.Split(';')).ToList();
        var theirs = rows.GroupBy(row => (row[0], row[1]))
            .Select(pair => Shape(pair.Select(row => row[2].TrimEnd('?')))).ToList();
        var ours = LoadBlueFacts.Table.Rows.GroupBy(row => row.Pair)
            .Select(pair => Shape(pair.Select(row => row.Code ?? ""))).ToList();
        Assert.Equal(theirs, ours);
        Assert.Equal(rows.Select(row => row[0]).Distinct().Count(),
            LoadBlueFacts.Table.Rows.Select(row => row.Disease).Distinct().Count());
    }

    [Fact]
    public void Our_words_are_our_own()
    {
        var theirs = File.ReadAllLines(RealData.File("blue-prescription-table-seed003.csv")).Skip(1)
            .SelectMany(line => line.Split(';')[3..5]).Where(text => text.Split(' ').Length > 5).ToHashSet();
        Assert.DoesNotContain(LoadBlueFacts.Table.Rows,
            row => theirs.Contains(BlueWords.Row(Language.Nb, row.Id).Trim('.')));
    }

    static string Shape(IEnumerable<string> codes) => string.Join(',', codes);
}
