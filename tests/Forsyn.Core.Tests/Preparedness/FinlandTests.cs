using Forsyn.Core.Basics;
using Forsyn.Core.Preparedness;

namespace Forsyn.Core.Tests.Preparedness;

/// <summary>Finland's public rules, run by the same engine from another file.</summary>
public class FinlandTests
{
    static readonly DateOnly NewYear = new(2026, 1, 1);
    static readonly DutyScheme Companies = A.Finland.On("companies", NewYear)!;
    static readonly DutyScheme Units = A.Finland.On("health-care-units", NewYear)!;
    static readonly BasePeriod Period = Companies.Base.Before(NewYear);

    [Theory]
    [InlineData("J01CA04", "10 months", 1000)]
    [InlineData("N01AX10", "6 months", 600)]
    [InlineData("R03AC02", "3 months", 300)]
    public void An_importer_holds_ten_six_or_three_months_of_average_consumption(string atc, string span, long ddd)
    {
        // 600 daily doses in the six months from March to August are a hundred a month.
        var targets = A.Targets(Companies, Period, [A.Entry(atc, span)], [A.Package("000001", atc, 1, Amounts.Ddd)],
            A.Sold("importer-north", "000001", 600));
        Assert.Equal("2025-03/2025-08", $"{Period}");
        Assert.Equal([ddd, 0], targets.Select(target => target.Must.Ddd / Amounts.Ddd));
    }

    [Theory]
    [InlineData("6 months", 546)]
    [InlineData("3 months", 273)]
    [InlineData("2 weeks", 42)]
    public void A_health_care_unit_holds_six_or_three_months_or_two_weeks(string span, long ddd)
    {
        var period = Units.Base.Before(NewYear);
        var target = Assert.Single(A.Targets(Units, period, [A.Entry("B05BB01", span)],
            [A.Package("000001", "B05BB01", 1, Amounts.Ddd)], A.Sold("hospital-district", "000001", 819)));
        Assert.Equal(("2025-01/2025-09", 273), ($"{period}", period.Days));
        Assert.Equal(ddd, target.Must.Ddd / Amounts.Ddd);
    }

    [Fact]
    public void More_than_ten_months_or_less_than_two_weeks_is_not_allowed()
    {
        Assert.False(Companies.Allows(A.Length("11 months")));
        Assert.False(Units.Allows(A.Length("13 days")));
        Assert.True(Units.Allows(A.Length("2 weeks")));
    }

    [Fact]
    public void Each_answers_for_its_own_sales_and_there_is_no_ordinary_stock_besides()
    {
        var targets = A.Targets(Companies, Period, [A.Entry("J01CA04", "6 months")],
            [A.Package("000001", "J01CA04", 1, Amounts.Ddd)], A.Sold("importer-south", "000001", 60),
            A.Sold("another", "000001", 600));
        Assert.Equal([0, 60], targets.Select(target => target.Must.Units));
        Assert.All(targets, target => Assert.Equal(default, target.Ordinary));
    }

    [Theory]
    [InlineData(20, 80, 100)]
    [InlineData(20, 500, 100)]
    [InlineData(19, 500, 99)]
    [InlineData(0, 500, 80)]
    [InlineData(120, 0, 120)]
    public void Raw_material_counts_but_a_fifth_must_be_the_medicine_itself(long ready, long raw, long counted) =>
        Assert.Equal(counted, FulfilmentRules.Counted(Companies, 100, new(ready, RawMaterial: raw)));

    [Fact]
    public void Raw_material_counts_for_nothing_at_a_health_care_unit_or_in_norway()
    {
        Assert.Equal(20, FulfilmentRules.Counted(Units, 100, new(20, RawMaterial: 80)));
        Assert.Equal(20, FulfilmentRules.Counted(A.Primary, 100, new(20, RawMaterial: 80)));
    }

    [Fact]
    public void A_substitute_counts_as_the_medicine_itself_where_the_scheme_lets_it()
    {
        Assert.Equal(100, FulfilmentRules.Counted(Companies, 100, new(40, Substitutes: 60)));
        Assert.Equal(40, FulfilmentRules.Counted(Companies with { SubstitutesCount = false }, 100, new(40, 60)));
    }

    [Theory]
    [InlineData("2026-02-28", 101)]
    [InlineData("2026-03-01", 41)]
    [InlineData("2026-03-31", 41)]
    [InlineData("2026-04-01", 101)]
    public void A_permit_to_go_under_lowers_what_must_be_held_on_its_days(string day, long must) =>
        Assert.Equal(must, FulfilmentRules.MustHoldOn(Companies, 101,
            [new(DateRange.Inclusive(new(2026, 3, 1), new(2026, 3, 31)), Rate.Percent(40), "recall of a lot")],
            DateOnly.Parse(day)));

    [Fact]
    public void A_permit_means_nothing_where_the_scheme_knows_none() =>
        Assert.Equal(100, FulfilmentRules.MustHoldOn(Companies with { MayGoUnder = false }, 100,
            [new(DateRange.OpenFrom(new(2026, 1, 1)), Rate.Percent(0), "none")], NewYear));
}
