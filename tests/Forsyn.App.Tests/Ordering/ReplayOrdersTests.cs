using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class ReplayOrdersTests
{
    static readonly DateOnly Today = Orders.Now.Day;

    static async Task<ReplayPage> Replayed(Orders orders, string rules, long? after = null, int limit = 200) =>
        (await ReplayOrders.Run(orders.Db, new(rules, Today, Today.AddDays(1), after, limit))).Value;

    static async Task<long> Place(Orders orders, OrderRequest request, Caller caller, Moment? now = null) =>
        (await PlaceOrder.Run(orders.Db, request, now ?? Orders.Now, caller)).Value.Number!.Value;

    /// <summary>An order of each kind that the web and the desk take.</summary>
    static async Task<Dictionary<string, long>> Varied(Orders orders)
    {
        var desk = new RequisitionerRequest("Ingrid Solheim", "physician", "909000001");
        var people = Personas.Of(orders.Db, Orders.Now);
        return new Dictionary<string, long>
        {
            ["payable"] = await Place(orders, Orders.Request(), orders.Physician),
            ["soon"] = await Place(orders,
                Orders.Request() with { PlannedVaccinationDate = $"{Today.AddDays(3):yyyy-MM-dd}" }, orders.Physician),
            ["rounded"] = await Place(orders, Orders.Request(Orders.Childhood, 11, "childhood"), orders.Nurse),
            ["much"] = await Place(orders, Orders.Request(doses: 900), orders.Physician),
            ["influenza"] = await Place(orders, Orders.Request("010348", 10, "influenza") with { TargetGroup = true },
                orders.Physician),
            ["fax"] = await Place(orders, Orders.Request() with
            {
                Customer = "office-5601-2", Channel = "fax", Requisitioner = desk, Form = "general",
                ReceivedAt = Orders.Now.Plus(TimeSpan.FromHours(-2)).Utc,
            }, orders.Desk),
            ["urgent"] = await Place(orders, Orders.Request() with
            {
                Customer = "office-5601-2", Channel = "phone", Requisitioner = desk,
                Urgent = new() { Reason = "rabies", Caller = "Dr. Berg", ExposedAt = Orders.Now.Utc.AddHours(-5) },
            }, orders.Desk),
            ["pharmacy"] = await Place(orders, Orders.Request(), (await people.Find("apotek"))!),
        };
    }

    [Theory, EveryDatabase, Requirement("INC-009", "REQ-011")]
    public async Task Judged_again_by_the_rules_that_judged_them_orders_are_as_they_were(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var placed = await Varied(orders);
        var replay = await Replayed(orders, RuleSets.Sources);
        Assert.Equal(placed.Count, replay.Judged);
        Assert.Empty(replay.Orders.Select(order => $"{order.Number} {string.Join(", ", order.NotReplayed)} " +
            string.Join(", ", order.Differences.Select(d => $"{d.Kind} {d.Shown.Code}"))));
    }

    [Theory, EveryDatabase, Requirement("INC-009")]
    public async Task Todays_rules_stop_a_faxed_order_and_say_what_they_say_of_all(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var placed = await Varied(orders);
        var replay = await Replayed(orders, "today");
        Assert.Equal(placed.Values.Order(), replay.Orders.Select(order => order.Number));
        var fax = replay.Orders.Single(order => order.Number == placed["fax"]);
        Assert.Contains(fax.Differences,
            d => d is { Kind: Difference.Appears, Is: { Code: "fax-not-accepted", Severity: Severity.Block } });
        Assert.All(replay.Orders,
            order => Assert.Contains(order.Differences, d => d.Is?.Code == "no-return-of-misordered"));
        Assert.All(replay.Orders, order => Assert.Equal(order.TotalWas, order.TotalIs));
        var only = await Replayed(orders, "sources+today:fax-accepted");
        Assert.Equal([placed["fax"]], only.Orders.Select(order => order.Number));
    }

    [Fact, Requirement("INC-010")]
    public async Task A_rule_that_spares_programme_orders_the_fee_changes_their_price_only()
    {
        await using var orders = await Orders.On(DbKind.Sqlite);
        var placed = await Varied(orders);
        const string spared = """
            [ { "set": "sources", "from": "2000-01-01", "source": "made", "numbers": [ { "unit": "flag",
                "number": "fee-on-programme-orders", "source": "made",
                "values": [ { "from": "2000-01-01", "value": false } ] } ] } ]
            """;
        var by = RuleSets.Parse(Rules.Book, "made", spared).Value.Choose("sources").Value;
        var replay = await ReplayOrders.Run(orders.Db, new("made", Today, Today.AddDays(1)), by);
        var order = Assert.Single(replay.Orders);
        Assert.Equal(placed["rounded"], order.Number);
        Assert.Equal((Money.Kroner(200), Money.Zero), (order.FeeWas, order.FeeIs));
        Assert.Equal(order.TotalWas - Money.Kroner(200), order.TotalIs);
        Assert.Equal((Difference.Vanishes, "dispatch-fee"),
            (Assert.Single(order.Differences).Kind, order.Differences[0].Shown.Code));
    }

    [Fact, Requirement("ACT-004")]
    public async Task The_advice_to_a_pharmacy_is_kept_with_its_order()
    {
        await using var orders = await Orders.On(DbKind.Sqlite);
        var pharmacy = (await Personas.Of(orders.Db, Orders.Now).Find("apotek"))!;
        var number = await Place(orders, Orders.Request(), pharmacy);
        var kept = (await GetOrder.Run(orders.Db, number, pharmacy)).Value.Findings;
        Assert.Contains(kept, f => f is { Code: "pharmacy-advised-to-use-wholesaler", Severity: Severity.Info }
            && f.Rule == "pharmacy-is-advised-to-use-a-wholesaler");
    }

    [Fact]
    public async Task A_patient_is_not_opened_for_it_and_the_rules_that_saw_the_patient_are_named()
    {
        await using var orders = await Orders.On(DbKind.Sqlite);
        var number = await Place(orders, BlueOrders.Request(), orders.Desk);
        var order = Assert.Single((await Replayed(orders, RuleSets.Sources)).Orders);
        Assert.Equal((number, 0), (order.Number, order.Differences.Count));
        Assert.Contains("blue-prescription-names-the-patient", order.NotReplayed);
    }

    [Fact]
    public async Task What_has_changed_since_is_not_taken_for_a_difference()
    {
        await using var orders = await Orders.On(DbKind.Sqlite);
        await Varied(orders);
        await orders.Db.Write<int>(async tx => await tx.Do("update use_month set doses = doses * 40") +
            await tx.Do("update product set price_ore = price_ore + 100"), null, TestContext.Current.CancellationToken);
        Assert.DoesNotContain((await Replayed(orders, RuleSets.Sources)).Orders, order => order.Differs);
    }

    [Fact]
    public async Task Orders_are_judged_page_by_page_within_the_days_asked_for()
    {
        await using var orders = await Orders.On(DbKind.Sqlite);
        var placed = await Varied(orders);
        var (seen, after) = (new List<long>(), (long?)null);
        do
        {
            var page = await Replayed(orders, "today", after, 3);
            seen.AddRange(page.Orders.Select(order => order.Number));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(placed.Values.Order(), seen);
        var before = await ReplayOrders.Run(orders.Db, new("today", Today.AddDays(-1), Today));
        Assert.Equal(0, before.Value.Judged);
    }

    [Theory]
    [InlineData("tomorrow", 1, "rule-set-unknown"), InlineData("today", 0, "replay-days-reversed")]
    public async Task A_replay_that_cannot_be_is_refused(string rules, int days, string code)
    {
        await using var orders = await Orders.On(DbKind.Sqlite);
        var refused = await ReplayOrders.Run(orders.Db, new(rules, Today, Today.AddDays(days)));
        Assert.Equal(code, refused.Refusal?.Code);
    }
}
