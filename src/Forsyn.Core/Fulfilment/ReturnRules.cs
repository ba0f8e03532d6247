using static Forsyn.Core.Fulfilment.ReturnState;

namespace Forsyn.Core.Fulfilment;

/// <summary>Why a customer sends units back.</summary>
public enum ReturnReason { WrongDelivery, Recall, Damaged, Temperature, Surplus, Misordered }

/// <summary>Where a return stands.</summary>
public enum ReturnState { Announced, Accepted, Refused, Withdrawn, Sent, Received, Closed }

/// <summary>What is done to a return: by the customer, the desk, the warehouse, the pharmacist.</summary>
public enum ReturnAction { Accept, Refuse, Withdraw, Send, Receive, Close, Reopen }

/// <summary>A line a customer wants to send back.</summary>
/// <param name="Sent">Units that were received of the shipment's line and are not announced before.</param>
/// <param name="Recalled">The lot is under an open recall.</param>
public sealed record ReturnLine(
    int Line, string Product, string LotNumber, Quantity Units, Quantity Sent, bool Recalled);

/// <summary>What a pharmacist saw of one line that came back, and decided.</summary>
/// <param name="Waiting">Units not decided on yet.</param>
/// <param name="ColdChain">It is documented that they were kept right from dispatch until they came back.</param>
/// <param name="Unopened">Package whole and unopened.</param>
/// <param name="Identified">Number and lot are those we sent, and nothing points to a forgery.</param>
/// <param name="DispatchedOn">When they left us.</param>
/// <param name="CameBackOn">When they were received again.</param>
public sealed record ReturnCheck(
    ReturnReason Reason, Quantity Available, Quantity Destroyed, Quantity Waiting, bool ColdChain, bool Unopened,
    bool Identified, bool Recalled, DateOnly ExpiresOn, DateOnly DispatchedOn, DateOnly CameBackOn, string Text);

/// <summary>What is taken back, and what of it may be sold again.</summary>
public static class ReturnRules
{
    const string Gdp = "EU GDP 2013/C 343/01 ch. 6.3", Terms = "FHI, terms of delivery";

    static readonly Dictionary<(ReturnState, ReturnAction), ReturnState> Table = new()
    {
        [(Announced, ReturnAction.Accept)] = Accepted,
        [(Announced, ReturnAction.Refuse)] = Refused,
        [(Announced, ReturnAction.Withdraw)] = Withdrawn,
        [(Accepted, ReturnAction.Withdraw)] = Withdrawn,
        [(Accepted, ReturnAction.Send)] = Sent,
        [(Sent, ReturnAction.Receive)] = Received,
        [(Received, ReturnAction.Close)] = Closed,
        [(Closed, ReturnAction.Reopen)] = Received,
    };

    /// <summary>The state an action leads to; refuses return-not-in-state.</summary>
    public static Result<ReturnState> After(ReturnState state, ReturnAction action) =>
        Table.TryGetValue((state, action), out var next) ? next
            : Refusal.Of("return-not-in-state", "state", Kebab.Of(state), "action", Kebab.Of(action));

    /// <summary>Whether the customer gets the price back: not for what it ordered wrongly or has too much of.</summary>
    [Rule(Terms, "INC-009")]
    public static bool Price_is_given_back(ReturnReason reason) =>
        reason is not (ReturnReason.Surplus or ReturnReason.Misordered);

    /// <summary>Adds all that speaks against the announcement; nothing when it can be made.</summary>
    public static void CheckAnnounced(
        ReturnReason reason, string text, IReadOnlyList<ReturnLine> lines, RuleNumbers numbers, List<Finding> findings)
    {
        Add(findings, Misordered_goods_do_not_come_back, Misordered_goods_do_not_come_back(reason, numbers), null);
        if (reason != ReturnReason.Recall && text.Length == 0)
            findings.Add(PickRules.Wrong("return-unexplained", null));
        if (lines.Count == 0) findings.Add(PickRules.Wrong("return-without-lines", null));
        foreach (var line in lines)
        {
            Add(findings, No_more_comes_back_than_was_sent, No_more_comes_back_than_was_sent(line), line.Line);
            Add(findings, Recalled_lots_come_back_as_such, Recalled_lots_come_back_as_such(line, reason), line.Line);
        }
    }

    static void Add(List<Finding> findings, Delegate rule, IEnumerable<(string Code, string[] Args)> said, int? line)
    {
        var tag = RuleAttribute.Of(rule);
        findings.AddRange(said.Select(one => new Finding(one.Code, Severity.Block, line, tag.Requirements, tag.Law,
            Refusal.Of(one.Code, one.Args).Args)));
    }

    [Rule(Terms, "INC-009")]
    public static IEnumerable<(string Code, string[] Args)> Misordered_goods_do_not_come_back(
        ReturnReason reason, RuleNumbers numbers) =>
        !Price_is_given_back(reason) && !numbers.Flag("misordered-goods-taken-back") ? [("return-misordered", [])] : [];

    [Rule(Gdp, "INC-009")]
    public static IEnumerable<(string Code, string[] Args)> No_more_comes_back_than_was_sent(ReturnLine line) =>
        line.Units <= Quantity.Zero || line.Units > line.Sent
            ? [("return-units-wrong", ["product", line.Product, "lot", line.LotNumber, "units", $"{line.Units}", "sent",
                $"{line.Sent}"])] : [];

    [Rule(Gdp, "MAN-011")]
    public static IEnumerable<(string Code, string[] Args)> Recalled_lots_come_back_as_such(
        ReturnLine line, ReturnReason reason) =>
        line.Recalled != (reason == ReturnReason.Recall)
            ? [(line.Recalled ? "return-lot-is-recalled" : "return-lot-not-recalled",
                ["product", line.Product, "lot", line.LotNumber])] : [];

    /// <summary>Adds all that speaks against what was decided after the check; nothing when it can be booked.</summary>
    public static void CheckDecided(ReturnCheck check, RuleNumbers numbers, List<Finding> findings)
    {
        if (check.Available < Quantity.Zero || check.Destroyed < Quantity.Zero
            || (check.Available + check.Destroyed).IsZero || check.Available + check.Destroyed > check.Waiting)
            findings.Add(PickRules.Wrong("return-check-units-wrong", null, "units",
                $"{check.Available + check.Destroyed}", "waiting", $"{check.Waiting}"));
        if (check.Destroyed > Quantity.Zero && check.Text.Length == 0)
            findings.Add(PickRules.Wrong("return-destroyed-unexplained", null));
        if (check.Available > Quantity.Zero)
            Add(findings, Back_to_sale_only_what_was_kept_right, Back_to_sale_only_what_was_kept_right(check, numbers),
                null);
    }

    /// <summary>Each condition of good distribution practice that is not met.</summary>
    [Rule(Gdp, "INC-009", "SHL-004")]
    public static IEnumerable<(string Code, string[] Args)> Back_to_sale_only_what_was_kept_right(
        ReturnCheck check, RuleNumbers numbers)
    {
        if (!check.ColdChain) yield return ("return-cold-chain-undocumented", []);
        if (!check.Unopened) yield return ("return-opened", []);
        if (!check.Identified) yield return ("return-not-identified", []);
        if (check.Recalled || check.Reason == ReturnReason.Recall) yield return ("return-recalled-not-sold", []);
        if (check.Reason is ReturnReason.Damaged or ReturnReason.Temperature)
            yield return ("return-reason-not-sold", ["reason", Kebab.Of(check.Reason)]);
        if (check.ExpiresOn < check.CameBackOn)
            yield return ("return-expired-not-sold", ["expires", $"{check.ExpiresOn:yyyy-MM-dd}"]);
        var most = numbers.Days("return-to-sale-days");
        var days = check.CameBackOn.DayNumber - check.DispatchedOn.DayNumber;
        if (days > most) yield return ("return-too-late-to-sell", ["days", $"{days}", "most", $"{most}"]);
    }
}
