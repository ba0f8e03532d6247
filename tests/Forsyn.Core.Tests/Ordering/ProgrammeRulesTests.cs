using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;
using Forsyn.Core.Stock;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Ordering;

public class ProgrammeRulesTests
{
    static readonly Product Vaccine = An.Product(ProductGroups.Hpv);

    static Programme Hpv(DateOnly from, DateOnly? to, Closing? closing = null) => new(
        "hpv", Purpose.Hpv, ProductGroups.Hpv, "", new DateRange(from, to), closing, 1991,
        [Role.Physician, Role.PublicHealthNurse], ProgrammePrice.Free, "fhi", "dmp", ["fhi"],
        new ProgrammeBudget("710"), false, "", [], "");

    static OrderFacts Order(Programme programme, LineFacts? line = null) =>
        An.Order(line ?? An.Line(Vaccine, Purpose.Hpv)) with { Programmes = [programme] };

    [Theory, Requirement("PRG-006", "INC-009")]
    [InlineData(0, 1, true), InlineData(1, 2, false), InlineData(-1, 0, false), InlineData(-1, 1, true)]
    public void Free_supply_begins_on_the_first_day_of_a_programme_and_ends_after_its_last(
        int from, int to, bool allowed)
    {
        var order = Order(Hpv(An.Morning.Day.AddDays(from), An.Morning.Day.AddDays(to)));
        Assert.Equal(allowed ? [] : ["programme-not-in-force"], order.Blocks());
    }

    [Fact, Requirement("PRG-006")]
    public void Outside_the_days_the_same_vaccine_can_be_paid_for() =>
        Assert.Empty(Order(Hpv(An.Morning.Day.AddDays(1), null), An.Line(Vaccine)).Blocks());

    [Theory, Requirement("PRG-006", "INC-009")]
    [InlineData("true", true), InlineData("false", false)]
    public void A_programme_that_the_rules_of_the_day_call_closed_is_not_in_force(string open, bool inForce)
    {
        var numbers = RuleBook.Parse(("test",
            """[ { "number": "open", "unit": "flag", "law": "", "requirements": [], "source": "test", "values": """ +
            $$"""[ { "from": "2000-01-01", "to": null, "value": {{open}} } ] } ]""")).Value.On(An.Morning.Day);
        var programme = Hpv(new(2016, 11, 1), null, new Closing("open", new(2018, 11, 1)));
        Assert.Equal(inForce, programme.InForce(An.Morning.Day, numbers));
        Assert.True(programme.InForce(new(2018, 10, 31), numbers));
        Assert.Equal(inForce, programme.InForce(new(2018, 11, 1), numbers));
    }

    [Theory, Requirement("PRG-005")]
    [InlineData(1990, false), InlineData(1991, true), InlineData(2005, true), InlineData(null, true)]
    public void A_named_recipient_is_born_in_1991_or_later(int? year, bool allowed)
    {
        var line = An.Line(Vaccine, Purpose.Hpv) with { RecipientBornYear = year };
        var order = Order(Hpv(new(2016, 11, 1), null), line);
        Assert.Equal(allowed ? [] : ["born-before-programme"], order.Blocks());
    }

    [Fact, Requirement("PRG-005")]
    public void Somebody_born_earlier_may_have_it_against_payment() =>
        Assert.Empty(Order(Hpv(new(2016, 11, 1), null), An.Line(Vaccine) with { RecipientBornYear = 1980 }).Blocks());

    [Fact, Requirement("PRG-008")]
    public void Whooping_cough_vaccine_for_pregnant_women_is_ordered_for_its_own_purpose()
    {
        var vaccine = An.Product(ProductGroups.Pregnancy);
        Assert.Empty(An.Order(An.Line(vaccine, Purpose.Pregnancy)).Blocks());
        Assert.Equal(["purpose-not-for-product"], An.Order(An.Line(purpose: Purpose.Pregnancy)).Blocks());
    }

    [Theory, Requirement("PRG-009")]
    [InlineData(Purpose.Childhood, Pool.Programme), InlineData(Purpose.Hpv, Pool.Programme)]
    [InlineData(Purpose.Pregnancy, Pool.Programme), InlineData(Purpose.Payable, Pool.Sale)]
    [InlineData(Purpose.Blue, Pool.Sale), InlineData(Purpose.Influenza, Pool.Sale)]
    public void Programme_stock_serves_programmes_only_and_sale_stock_sale_only(Purpose purpose, Pool pool)
    {
        var other = pool == Pool.Programme ? Pool.Sale : Pool.Programme;
        Assert.Equal(0, Missing(purpose, pool));
        Assert.Equal(1, Missing(purpose, other));
    }

    static long Missing(Purpose purpose, Pool stock)
    {
        var line = An.Line(Vaccine, purpose);
        var lot = new LotAtPlace(1, "A", An.Morning.Day.AddYears(1), 1, stock, new Quantity(100));
        var lots = new Dictionary<string, List<LotAtPlace>> { [line.Product.ArticleNumber.ToString()] = [lot] };
        return Assert.Single(SupplyRules.Supply([line], lots, false, An.Morning.Day, An.Numbers()))
            .Allocation.Missing.Units;
    }
}
