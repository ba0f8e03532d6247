using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Shortages;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Shortages;

public class NoticeTests
{
    static readonly DateOnly Start = new(2026, 7, 31);
    static readonly RuleNumbers Numbers = ShippedRules.Book.On(Start);

    static NoticePack Pack(int article, string strength = "500 mg", string atc = "J01CA04") =>
        new(ArticleNumber.Of($"{950000 + article}"), atc, strength);

    static IEnumerable<string> Said(bool permanent, DateOnly? end, params NoticePack[] packs) =>
        NoticeRules.NoticeOfShortage(new(NoticeOccasion.Interruption, "J01CA04", packs, permanent, Start, end), Numbers)
            .Select(finding => finding.Code);

    [Fact]
    [Requirement("GOA-016")]
    public void A_form_takes_three_strengths_and_five_packs_of_each_of_one_code()
    {
        var full = new[] { "250 mg", "500 mg", "750 mg" }.SelectMany((strength, s) =>
            Enumerable.Range(0, 5).Select(n => Pack(s * 10 + n, strength))).ToList();
        Assert.Empty(Said(false, null, [.. full]));
        Assert.Equal(["notice-packs-of-strength"], Said(false, null, [.. full, Pack(50)]));
        Assert.Equal(["notice-strengths"], Said(false, null, [.. full, Pack(60, "1 g")]));
        Assert.Equal(["notice-other-atc"], Said(false, null, Pack(1), Pack(2, atc: "N02BE01")));
        Assert.Equal(["notice-packs"], Said(false, null));
    }

    [Fact]
    [Requirement("GOA-016")]
    public void An_end_comes_after_the_start_and_never_for_what_is_gone_for_good()
    {
        Assert.Equal(["notice-end"], Said(false, Start, Pack(1)));
        Assert.Empty(Said(false, Start.AddDays(1), Pack(1)));
        Assert.Equal(["notice-end-of-permanent"], Said(true, Start.AddDays(1), Pack(1)));
        Assert.Empty(Said(true, null, Pack(1)));
    }

    [Theory]
    [InlineData("2026-05-31", true), InlineData("2026-06-01", false), InlineData("2026-01-01", true)]
    [InlineData("2026-08-05", false)]
    [Requirement("GOA-016"), Requirement("GOA-023")]
    public void An_interruption_is_in_time_until_two_months_before(string notified, bool inTime)
    {
        Assert.Equal(inTime, NoticeRules.NoticeCameInTime(NoticeOccasion.Interruption, Start, DateOnly.Parse(notified),
            Numbers));
        Assert.Null(NoticeRules.NoticeCameInTime(NoticeOccasion.UndeliveredOrder, Start, DateOnly.Parse(notified),
            Numbers));
    }

    [Fact]
    [Requirement("GOA-016")]
    public void A_notice_can_be_changed_until_the_end_it_gave_has_passed()
    {
        Assert.True(NoticeRules.NoticeCanBeChanged(Start, Start));
        Assert.False(NoticeRules.NoticeCanBeChanged(Start, Start.AddDays(1)));
        Assert.True(NoticeRules.NoticeCanBeChanged(null, Start.AddYears(1)));
    }
}
