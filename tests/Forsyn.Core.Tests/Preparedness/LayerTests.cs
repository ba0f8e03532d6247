using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Preparedness;

public class LayerTests
{
    static StockLayers Lay(long setAside, long forSale, long mustHold, long mustHoldOrdinary, bool surplusCounts) =>
        StockLayers.LayersOfStock(setAside, forSale, mustHold, mustHoldOrdinary, surplusCounts);

    [Fact, Requirement("INC-012"), Requirement("STP-009")]
    public void Stock_for_sale_is_ordinary_stock_and_does_not_fulfil_the_duty() =>
        Assert.Equal(new StockLayers(Duty: 60, Ordinary: 20, Beyond: 30),
            Lay(setAside: 60, forSale: 50, mustHold: 90, mustHoldOrdinary: 20, surplusCounts: false));

    [Fact, Requirement("INC-012")]
    public void What_is_more_than_the_ordinary_days_counts_towards_the_duty_where_the_scheme_lets_it() =>
        Assert.Equal(new StockLayers(Duty: 90, Ordinary: 20, Beyond: 0),
            Lay(setAside: 60, forSale: 50, mustHold: 90, mustHoldOrdinary: 20, surplusCounts: true));

    [Fact, Requirement("STP-009")]
    public void What_is_set_aside_beyond_the_duty_is_no_ordinary_stock() =>
        Assert.Equal(new StockLayers(Duty: 90, Ordinary: 5, Beyond: 10),
            Lay(setAside: 100, forSale: 5, mustHold: 90, mustHoldOrdinary: 20, surplusCounts: true));

    [Fact, Requirement("INC-011")]
    public void What_the_duty_allows_what_the_list_asks_for_and_what_is_held_are_three_figures()
    {
        var target = A.Targets(A.Primary, A.Year, [A.Entry("J01CA04", "4 months")],
            [A.Package("000001", "J01CA04", 1, Amounts.Ddd)], A.Sold("ahn", "000001", 3_650))[0];
        Assert.Equal(A.Length("6 months"), A.Primary.Most);
        Assert.Equal(A.Length("4 months"), target.Entry.Span);
        Assert.Equal(90, FulfilmentRules.DaysHeld(900 * Amounts.Ddd, target.Share.Ddd, A.Year));
        Assert.Null(FulfilmentRules.DaysHeld(900, 0, A.Year));
    }
}
