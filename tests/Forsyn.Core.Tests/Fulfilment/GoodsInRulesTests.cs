using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ledger;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Fulfilment;

public class GoodsInRulesTests
{
    static readonly DateOnly Today = new(2026, 5, 15);
    static readonly RuleNumbers Numbers = ShippedRules.Book.On(Today);
    static readonly ArrivalCondition Good = new(54, PackagingCondition.Intact, LoggerReading.Read);

    static ArrivedLine Line(DateOnly? expires = null, long units = 10, string lot = "A1") => new(1, "569568", "Rabipur",
        true, ProductClass.Vaccine, StorageCondition.Fridge, lot, expires ?? new(2028, 1, 31), null, new(units),
        Quantity.Zero, new(1, "", new(10)), null, false, "");

    static IReadOnlyList<GoodsDeviation> Of(ArrivedLine line, ArrivalCondition? condition = null, long? days = null) =>
        GoodsInRules.Deviations(line, condition ?? Good, days, Numbers);

    [Fact]
    [Requirement("SHL-004")]
    public void Shelf_life_below_the_agreed_is_a_deviation_from_the_day_before()
    {
        Assert.Empty(Of(Line(Today.AddDays(180))));
        Assert.Equal([GoodsDeviation.ShortShelfLife], Of(Line(Today.AddDays(179))));
        Assert.Empty(Of(Line(Today.AddDays(30)), days: 30));
        Assert.Equal([GoodsDeviation.ShortShelfLife], Of(Line(Today), days: 30));
        Assert.Equal([GoodsDeviation.Expired], Of(Line(Today.AddDays(-1)), days: 30));
    }

    [Theory]
    [InlineData(StorageCondition.Fridge, 20, true), InlineData(StorageCondition.Fridge, 19, false)]
    [InlineData(StorageCondition.Fridge, 80, true), InlineData(StorageCondition.Fridge, 81, false)]
    [InlineData(StorageCondition.Room, 250, true), InlineData(StorageCondition.Room, 251, false)]
    [InlineData(StorageCondition.Freezer, -150, true), InlineData(StorageCondition.Freezer, -149, false)]
    [InlineData(StorageCondition.UltraFreezer, -600, true), InlineData(StorageCondition.UltraFreezer, -599, false)]
    public void A_temperature_is_kept_to_the_tenth_of_a_degree(StorageCondition storage, long tenths, bool kept) =>
        Assert.Equal(kept, GoodsInRules.Keeps(storage, tenths, Numbers));

    [Fact]
    [Requirement("ACT-002")]
    public void Biological_medicines_wait_for_release_and_others_only_where_something_deviates()
    {
        foreach (var product in Enum.GetValues<ProductClass>())
        {
            var biological = product is ProductClass.Vaccine or ProductClass.Immunoglobulin or ProductClass.Serum
                or ProductClass.Diagnostic;
            Assert.Equal(biological ? Status.Quarantine : Status.Available, GoodsInRules.Goes(product, [], Numbers));
            Assert.Equal(Status.Quarantine, GoodsInRules.Goes(product, [GoodsDeviation.Logger], Numbers));
        }
    }

    [Fact]
    public void More_than_was_to_come_another_lot_and_no_such_product_deviate()
    {
        Assert.Empty(Of(Line(units: 10)));
        Assert.Equal([GoodsDeviation.Over], Of(Line(units: 11)));
        Assert.Equal([GoodsDeviation.Over], Of(Line() with { Expected = null }));
        Assert.Equal([GoodsDeviation.WrongLot], Of(Line() with { Expected = new(1, "B2", new(10)) }));
        Assert.Empty(Of(Line() with { Expected = new(1, "A1", new(10)) }));
        Assert.Equal([GoodsDeviation.UnknownProduct], Of(Line() with { Known = false }));
    }

    static GoodsDecision Release(params GoodsDeviation[] deviations) => new(GoodsDecisionKind.Release, new(6), new(10),
        new(4), ProductClass.Vaccine, deviations, Today, false, true, "seen", Today);

    static IEnumerable<string> Against(GoodsDecision decision)
    {
        var findings = new List<Finding>();
        GoodsReleaseRules.Check(decision, Numbers, findings);
        return findings.Select(finding => finding.Code);
    }

    [Fact]
    [Requirement("ACT-002")]
    public void A_batch_is_released_on_a_certificate_undamaged_on_its_last_day_at_the_latest()
    {
        Assert.Empty(Against(Release()));
        Assert.Equal(["goods-units-not-waiting"], Against(Release() with { Units = new(11) }));
        Assert.Equal(["goods-units-not-waiting"], Against(Release() with { Units = Quantity.Zero }));
        Assert.Equal(["goods-damaged-not-released"], Against(Release() with { Units = new(7) }));
        Assert.Equal(["goods-expired-not-released"], Against(Release() with { ExpiresOn = Today.AddDays(-1) }));
        Assert.Equal(["goods-recalled-not-released"], Against(Release() with { Recalled = true }));
        Assert.Equal(["goods-certificate-missing"], Against(Release() with { Certificate = false }));
        Assert.Empty(Against(Release() with { Certificate = false, Class = ProductClass.Medicine }));
        Assert.Equal(["goods-decision-unexplained"], Against(Release(GoodsDeviation.Logger) with { Text = "" }));
        Assert.Equal(["goods-decision-unexplained"],
            Against(Release() with { Kind = GoodsDecisionKind.Destroy, Text = "" }));
    }

    [Fact]
    public void Two_look_at_what_came_warm_and_one_at_what_is_wrong_on_paper()
    {
        bool Second(GoodsDecisionKind kind, params GoodsDeviation[] deviations) =>
            GoodsReleaseRules.Second_look_where_goods_deviated(kind, deviations, Numbers);
        Assert.True(Second(GoodsDecisionKind.Release, GoodsDeviation.Over, GoodsDeviation.Temperature));
        Assert.False(Second(GoodsDecisionKind.Release, GoodsDeviation.Over, GoodsDeviation.Damaged));
        Assert.False(Second(GoodsDecisionKind.Destroy, GoodsDeviation.Temperature));
    }
}
