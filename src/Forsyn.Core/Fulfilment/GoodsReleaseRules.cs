namespace Forsyn.Core.Fulfilment;

/// <summary>Whether units that came from a supplier may leave quarantine, and who must agree.</summary>
public static class GoodsReleaseRules
{
    const string Gdp = "EU GDP 2013/C 343/01 ch. 5.4 and 6.4";

    static readonly Func<GoodsDecision, RuleNumbers, IEnumerable<(string Code, string[] Args)>>[] All =
    [
        Decided_units_wait, Damaged_units_are_not_released, Released_lot_may_be_used, Release_rests_on_a_certificate,
        Decision_is_explained,
    ];

    // What was found only on paper is no reason to have two people look at the goods.
    static readonly GoodsDeviation[] OnPaper = [GoodsDeviation.Short, GoodsDeviation.Over, GoodsDeviation.Damaged];

    /// <summary>Adds all that speaks against the decision; nothing when it can be made.</summary>
    public static void Check(GoodsDecision decision, RuleNumbers numbers, List<Finding> findings)
    {
        foreach (var rule in All)
        {
            var tag = RuleAttribute.Of(rule);
            findings.AddRange(rule(decision, numbers).Select(said => new Finding(said.Code, Severity.Block, null,
                tag.Requirements, tag.Law, Refusal.Of(said.Code, said.Args).Args)));
        }
    }

    /// <summary>Whether another person must look at the goods before the decision takes effect.</summary>
    [Rule(Gdp, "ACT-002")]
    public static bool Second_look_where_goods_deviated(
        GoodsDecisionKind kind, IReadOnlyList<GoodsDeviation> deviations, RuleNumbers numbers) =>
        kind == GoodsDecisionKind.Release && numbers.Flag("goods-release-second-look")
            && deviations.Except(OnPaper).Any();

    [Rule(Gdp, "ACT-002")]
    public static IEnumerable<(string, string[])> Decided_units_wait(GoodsDecision decision, RuleNumbers numbers) =>
        decision.Units <= Quantity.Zero || decision.Units > decision.Waiting
            ? [("goods-units-not-waiting", ["units", $"{decision.Units}", "waiting", $"{decision.Waiting}"])] : [];

    [Rule(Gdp, "ACT-002")]
    public static IEnumerable<(string, string[])> Damaged_units_are_not_released(
        GoodsDecision decision, RuleNumbers numbers) =>
        decision.Kind == GoodsDecisionKind.Release && decision.Units <= decision.Waiting
            && decision.Units > decision.Waiting - decision.Damaged
            ? [("goods-damaged-not-released", ["damaged", $"{decision.Damaged}", "most",
                $"{decision.Waiting - decision.Damaged}"])] : [];

    [Rule(Gdp, "SHL-004", "MAN-011")]
    public static IEnumerable<(string, string[])> Released_lot_may_be_used(
        GoodsDecision decision, RuleNumbers numbers) =>
        decision.Kind != GoodsDecisionKind.Release ? []
        : decision.Recalled ? [("goods-recalled-not-released", [])]
        : decision.ExpiresOn < decision.Today
            ? [("goods-expired-not-released", ["expires", $"{decision.ExpiresOn:yyyy-MM-dd}"])] : [];

    [Rule("Directive 2001/83/EC art. 51 and 114", "ACT-002")]
    public static IEnumerable<(string, string[])> Release_rests_on_a_certificate(
        GoodsDecision decision, RuleNumbers numbers) =>
        decision is { Kind: GoodsDecisionKind.Release, Certificate: false }
            && GoodsInRules.Batch_is_released_first(decision.Class, numbers) ? [("goods-certificate-missing", [])] : [];

    [Rule(Gdp, "ACT-002")]
    public static IEnumerable<(string, string[])> Decision_is_explained(GoodsDecision decision, RuleNumbers numbers) =>
        decision.Text.Length == 0 && (decision.Kind != GoodsDecisionKind.Release || decision.Deviations.Count > 0)
            ? [("goods-decision-unexplained", [])] : [];
}
