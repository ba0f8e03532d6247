using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Messages;
using Forsyn.App.Ordering;
using Forsyn.App.Ordering.Content;
using Forsyn.App.Ordering.Influenza;
using Forsyn.App.Preparedness;
using Forsyn.App.Stock;
using Forsyn.App.Stock.Outlook;
using Forsyn.App.Tests.Ordering;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Messages;

/// <summary>What other modules write down is told to whom it concerns.</summary>
[Collection(nameof(AloneOnTheServer))]
public class NewsTests
{
    static async Task<Message?> Told<T>(Orders orders, T fact, Caller reader) where T : notnull
    {
        await orders.Db.Write<int>(async tx =>
        {
            var batch = new Batch(tx);
            Outbox.Append(batch, fact, Orders.Now);
            return await batch.Run();
        });
        await CatchUp.Run(orders.Db, [ComposeMessages.OnFacts], Orders.Now);
        return (await Inbox.List(orders.Db, new(), reader)).SingleOrDefault();
    }

    static async Task<Caller> Person(Orders orders, string persona) =>
        (await Personas.Of(orders.Db, Orders.Now).Find(persona))!;

    [Theory, EveryDatabase]
    public async Task A_recall_is_told_where_the_lots_lie(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var recalled = new LotRecalled(7, [1], [], [orders.Physician.Party!.Value]);
        var message = await Told(orders, recalled, orders.Physician);
        Assert.Equal(("lot-recalled", "/recalls/7"), (message!.Kind, message.Link));
        Assert.Empty(await Inbox.List(orders.Db, new(), await Person(orders, "apotek")));
    }

    [Theory, EveryDatabase]
    public async Task Proposed_transfers_are_told_to_those_who_give_and_take(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var proposed = new TransfersProposed([orders.Physician.Party!.Value], new(2026, 5, 15));
        var message = await Told(orders, proposed, orders.Physician);
        Assert.Equal(("transfers-proposed", "/stock/proposals"), (message!.Kind, message.Link));
        Assert.Empty(await Inbox.List(orders.Db, new(), await Person(orders, "apotek")));
    }

    [Theory, EveryDatabase]
    public async Task A_changed_list_is_told_to_those_who_must_hold_it(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var proposal = await orders.Db.One<long>("select max(id) from list_proposal where scheme = 'specialist'");
        var decided = new SubstanceListDecided(proposal, "specialist", new(2026, 6, 1));
        var message = await Told(orders, decided, await Person(orders, "grossist"));
        Assert.Equal(("list-decided", $"/preparedness/lists/{proposal}"), (message!.Kind, message.Link));
        Assert.Contains("2026", message.About(Language.Nb));
        Assert.DoesNotContain("2026-06-01", message.About(Language.Nb));
        Assert.Empty(await Inbox.List(orders.Db, new(), await Person(orders, "apotek")));
    }

    [Theory, EveryDatabase, Requirement("ACT-013")]
    public async Task Those_who_recommend_programmes_and_those_who_supply_them_tell_each_other(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var asked = await Told(orders, new ChangeRecommended(5, "RSV", new(2026, 9, 1)), await Person(orders, "dmp"));
        Assert.Equal(("programme-recommended", "/programmes/changes/5"), (asked!.Kind, asked.Link));
        Assert.DoesNotContain("2026-09-01", asked.About(Language.Nb));
        var answered = await Told(orders, new RecommendationAnswered(5, "RSV", true), orders.Desk);
        Assert.Equal(("programme-answered", "/programmes/changes/5"), (answered!.Kind, answered.Link));
        Assert.Empty(await Inbox.List(orders.Db, new(), orders.Physician));
    }

    [Theory, EveryDatabase, Requirement("MAN-012")]
    public async Task A_question_is_told_to_the_pharmacists_and_its_answer_to_the_one_who_asked(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var party = orders.Physician.Party!.Value;
        var asked = await Told(orders, new AdviceAsked(5, party, "lege", FollowUp: false), orders.Desk);
        Assert.Equal(("advice-asked", "/advice/5"), (asked!.Kind, asked.Link));
        var answered = await Told(orders, new AdviceAnswered(5, party, "lege"), orders.Physician);
        Assert.Equal("advice-answered", answered!.Kind);
    }

    [Theory, EveryDatabase]
    public async Task A_decision_on_an_exemption_is_told_to_those_who_order_for_the_customer(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var approved = new ExemptionApproved(9, orders.Physician.Party!.Value, null, new(2027, 5, 15));
        Assert.Equal("/exemptions/9", (await Told(orders, approved, orders.Physician))!.Link);
    }

    [Theory, EveryDatabase]
    public async Task An_allotment_says_how_many_doses_of_how_many(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var physician = await Person(orders, "smittevernlege");
        var message = await Told(orders,
            new PreOrderAllotted(3, "2026-2027", "x", physician.Party!.Value, 3000, 1000), physician);
        Assert.Equal("Dere får 1\u00A0000 av 3\u00A0000 doser.", message!.About(Language.Nb));
    }

    [Theory, EveryDatabase]
    public async Task A_gap_in_the_roster_is_told_to_those_who_plan_it(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var gap = new RosterGapPlanned(Orders.Now, Orders.Now.Plus(TimeSpan.FromHours(2)));
        var message = await Told(orders, gap, orders.Desk);
        Assert.Equal("No physician on duty from 15.05.2026 08:00", message!.Title(Language.En));
    }
}
