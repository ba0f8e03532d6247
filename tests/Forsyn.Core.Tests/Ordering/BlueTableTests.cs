using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;

namespace Forsyn.Core.Tests.Ordering;

/// <summary>
/// Every disease with every product with every letter, compared with a table written here by hand from the
/// requirements: what is not on it must be refused.
/// </summary>
public class BlueTableTests
{
    // Product, disease and the letters that make it free; "-" is no letter.
    static readonly Dictionary<(string Product, string Disease), string> Free = new()
    {
        [("botulism-antitoxin", "botulism")] = "P",
        [("diphtheria-vaccine", "diphtheria")] = "FS",
        [("diphtheria-antitoxin", "diphtheria")] = "P",
        [("hib-vaccine", "hib")] = "S",
        [("hepatitis-a-vaccine", "hepatitis-a")] = "BDFP",
        [("normal-immunoglobulin", "hepatitis-a")] = "P",
        [("hepatitis-b-vaccine", "hepatitis-b")] = "ABCDEP",
        [("hepatitis-b-immunoglobulin", "hepatitis-b")] = "P",
        [("hepatitis-ab-vaccine", "hepatitis-a-b")] = "BD",
        [("pertussis-vaccine", "pertussis")] = "-S",
        [("mmr-vaccine", "mumps")] = "S",
        [("mmr-vaccine", "measles")] = "S",
        [("mmr-vaccine", "rubella")] = "S",
        [("meningococcal-vaccine", "meningococcal")] = "MKN",
        [("pneumococcal-vaccine", "pneumococcal")] = "HMS",
        [("polio-vaccine", "polio")] = "S",
        [("rabies-vaccine", "rabies")] = "P",
        [("rabies-immunoglobulin", "rabies")] = "P-",
        [("tetanus-vaccine", "tetanus")] = "S",
        [("bcg-vaccine", "tuberculosis")] = "-",
        [("varicella-vaccine", "varicella")] = "SI",
        [("varicella-immunoglobulin", "varicella")] = "I",
    };

    static readonly string[] Letters =
        [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ".Select(letter => $"{letter}"), "PP", "-"];

    static BlueTable Table => An.BlueFacts.Table;

    [Fact, Requirement("BLU-010")]
    public void There_are_49_rows_of_17_diseases_in_22_pairs_with_13_letters_and_3_guidelines()
    {
        Assert.Equal((49, 17, 22, 3), (Table.Rows.Count, Table.Rows.DistinctBy(r => r.Disease).Count(),
            Table.Rows.DistinctBy(r => r.Pair).Count(), Table.Notes.Count));
        Assert.Equal("ABCDEFHIKMNPS",
            string.Concat(Table.Rows.Select(r => r.Code).OfType<string>().Distinct().Order()));
        Assert.Equal(["bcg-vaccine", "pertussis-vaccine"],
            Table.Rows.Where(r => r.Code is null).Select(r => r.Product).Order());
        Assert.Equal(49, Table.Rows.DistinctBy(r => r.Id).Count());
        Assert.Equal(52, Table.Rows.Select(r => r.Requirement).Concat(Table.Notes.Select(n => n.Requirement)).Count());
    }

    [Fact, Requirement("BLU-001", "BLU-005", "BLU-010", "BLU-011")]
    public void Each_product_is_free_for_its_own_diseases_and_letters_and_for_nothing_else()
    {
        var wrong = new List<string>();
        var free = 0;
        foreach (var product in BlueKey.All)
            foreach (var disease in Free.Keys.Select(k => k.Disease).Distinct().Append("influenza").Append(""))
                foreach (var letter in Letters)
                {
                    var expected = letter.Length == 1
                        && Free.GetValueOrDefault((product, disease), "").Contains(letter);
                    var said = new Indication(disease, letter == "-" ? null : letter);
                    var refused = An.BlueOrder(An.BlueLine(product, said)).Blocks()
                        .Any(code => code is "blue-indication-not-valid" or "blue-indication-missing");
                    if (refused == expected) wrong.Add($"{product} {disease} {letter}");
                    if (expected) free++;
                }
        Assert.Empty(wrong);
        Assert.Equal(Free.Values.Sum(letters => letters.Length), free);
    }

    [Fact, Requirement("BLU-011")]
    public void A_group_belongs_to_its_own_letter_disease_and_product()
    {
        var groups = Table.Rows.Select(r => r.Group).OfType<string>().Distinct().ToList();
        Assert.Equal(12, groups.Count);
        foreach (var product in BlueKey.All)
            foreach (var (disease, letter) in Table.Rows.Select(r => (r.Disease, r.Code)).Distinct())
                foreach (var group in groups)
                {
                    var said = new Indication(disease, letter, group);
                    var rows = Table.Rows.Where(r => r.Product == product && r.Disease == disease && r.Code == letter
                        && r.Group == group).ToList();
                    Assert.Equal(rows, Table.Meant(An.Product(blue: [product]), said));
                    Assert.Equal(rows.Count == 0, An.BlueOrder(An.BlueLine(product, said)).Blocks()
                        .Contains("blue-indication-not-valid"));
                }
    }

    [Fact, Requirement("BLU-005")]
    public void A_group_in_words_is_an_indication_without_its_letter()
    {
        var said = new Indication("hepatitis-b", null, "down-syndrome");
        var row = Assert.Single(Table.Meant(An.Product(blue: ["hepatitis-b-vaccine"]), said));
        Assert.Equal(("D", "BLT-026"), (row.Code, row.Requirement));
    }

    [Fact]
    public void A_product_in_several_rows_of_the_table_is_free_for_all_of_them()
    {
        var both = An.Product(blue: ["diphtheria-vaccine", "tetanus-vaccine"]);
        foreach (var disease in (string[])["diphtheria", "tetanus"])
            Assert.Single(Table.Meant(both, new Indication(disease, "S")));
        Assert.Empty(Table.Meant(both, new Indication("tetanus", "F")));
    }

    [Theory]
    [InlineData("""{ "requirement": "X", "disease": "d", "product": "spoon", "code": "P" }""", "names no product")]
    [InlineData("""
        { "requirement": "X", "disease": "d", "product": "bcg-vaccine", "code": "P" },
        { "requirement": "X", "disease": "d", "product": "bcg-vaccine", "code": "P", "group": "g" }
        """, "is there twice")]
    [InlineData("""
        { "requirement": "X", "disease": "d", "product": "bcg-vaccine", "code": "P", "group": "f", "ageBelow": 2 },
        { "requirement": "X", "disease": "d", "product": "bcg-vaccine", "code": "P", "group": "g" }
        """, "other conditions")]
    public void A_table_that_contradicts_itself_is_not_read(string rows, string why)
    {
        var broken = Assert.Throws<InvariantBroken>(() => BlueTable.Parse(
            $$"""{ "serogroups": [], "studyProgrammes": [], "notes": [], "rows": [ {{rows}} ] }"""));
        Assert.Contains(why, broken.Message);
    }
}
