using Forsyn.App.Ordering;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Texts;

public class LanguageSharesTests
{
    static readonly DateOnly Day = new(2026, 5, 15);
    static readonly Rate Quarter = new(250_000);

    // A program of one form and some texts: as many in nynorsk as asked for.
    static LanguageReport Program(int both, int onlyNb)
    {
        var book = new Dictionary<string, string[]>();
        for (var i = 0; i < both; i++) book[$"a.{i}"] = ["et ord", "eit ord", "a word"];
        for (var i = 0; i < onlyNb; i++) book[$"b.{i}"] = ["et ord", "", "a word"];
        return LanguageShares.Measure(book, [new("form", "a", ["a."]), new("form", "b", ["b."])], Quarter);
    }

    [Fact, Requirement("REP-016")]
    public void What_we_publish_today_is_in_both_written_languages_at_once()
    {
        var report = MeasureLanguages.Run(["/", "/forms"], Day);
        Assert.Empty(report.OneOnly);
        Assert.True(report.Fulfilled);
        Assert.Equal(["page", "form", "text", "word"], report.Counts.Select(count => count.What));
        Assert.Equal((4, 4), (report.Counts[1].Nb, report.Counts[1].Nn));
        Assert.All(report.Counts, count => Assert.InRange(count.Share(Language.Nn).Millionths, 400_000, 600_000));
    }

    [Fact, Requirement("REP-016")]
    public void A_form_in_one_written_language_only_is_caught_by_its_name()
    {
        var report = Program(both: 9, onlyNb: 1);
        Assert.Equal(["b"], report.OneOnly);
        Assert.False(report.Fulfilled);
        Assert.Equal((2, 1), (report.Counts[0].Nb, report.Counts[0].Nn));
    }

    [Theory, Requirement("REP-016")]
    [InlineData(10, 20, true)] // 10 of 40 texts in Norwegian are in nynorsk: a quarter
    [InlineData(10, 21, false)]
    public void A_quarter_of_each_is_enough_and_less_is_not(int both, int onlyNb, bool enough)
    {
        var texts = Program(both, onlyNb).Counts.Single(count => count.What == "text");
        Assert.Equal(enough, texts.Enough(Quarter));
    }

    [Fact, Requirement("REP-016")]
    public void Every_form_is_made_of_texts()
    {
        Assert.Equal(4, LanguageShares.Forms.Count);
        Assert.All(LanguageShares.Forms, form => Assert.All(form.Beginnings,
            beginning => Assert.Contains(Text.Keys, key => key.StartsWith(beginning))));
    }
}
