using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class ExemptionsTests
{
    /// <summary>Without marketing authorisation: rabies vaccine on the positive list, measles vaccine off it.</summary>
    const string Listed = "900018", Unlisted = "900022";
    static readonly Moment Now = Orders.Now;
    static readonly PatientRequest Patient = new()
    {
        Name = "Kari Gjort", IdentityNumber = "15076500565", MunicipalityNumber = "5601",
    };
    static int _files;

    static async Task<string> File(Orders on, Caller by, AttachmentPurpose purpose = default) =>
        $"{(await Attachments.Save(on.Db, new MemoryStream(MadeFiles.Pdf($"/N {++_files}")), "a.pdf",
            "application/pdf", purpose, Now, by)).Value}";

    static OrderRequest Request(ExemptionRequest exemption, long doses = 2, string article = Listed) => new()
    {
        Channel = "web", PlannedVaccinationDate = "2026-06-20",
        Lines = [new LineRequest
        {
            ArticleNumber = article, Doses = doses, Purpose = "payable", Exemption = exemption, Patient = Patient,
        }],
    };

    static async Task<OrderRequest> New(Orders on, long doses = 2, string kind = "practice") =>
        Request(new(kind, await File(on, on.Physician), null), doses);

    static Task<Result<OrderAnswer>> Place(Orders on, OrderRequest request, Caller? by = null) =>
        PlaceOrder.Run(on.Db, request, Now, by ?? on.Physician);

    static async Task<ExemptionView> Only(Orders on, Caller? by = null) =>
        Assert.Single(await ListExemptions.Run(on.Db, new(ExemptionScope.Mine), Now, by ?? on.Physician));

    static Task<Result<ExemptionView>> Approve(Orders on, long id, Caller? by = null) =>
        DecideExemption.Run(on.Db, new(id, Approve: true), Now, by ?? on.Desk);

    static Task<Result<OrderState>> Move(Orders on, long number, OrderAction action) =>
        MoveOrder.Run(on.Db, number, action, "for a reason", Now, on.Desk);

    /// <summary>An approved application of the physician's practice, sent ahead of any order.</summary>
    static async Task<long> Approved(Orders on, long? doses = null)
    {
        var id = (await Apply(on, on.Physician, doses: doses)).Value;
        Assert.True((await Approve(on, id)).Ok);
        return id;
    }

    static async Task<Result<long>> Apply(
        Orders on, Caller by, string article = Listed, string kind = "practice", long? doses = null,
        string? sentTo = null) =>
        await ApplyExemption.Run(on.Db, new ApplicationRequest
        {
            ArticleNumber = article, Kind = kind, WholeYear = doses is null, Doses = doses, SentTo = sentTo,
            Attachment = await File(on, by), HprNumber = "909000001", Workplace = "Legekontoret", Use = "Reise",
            Why = "Ingen annen finnes", Patient = Patient,
        }, Now, by);

    [Theory, EveryDatabase, Requirement("UNL-005"), Requirement("UNL-007")]
    public async Task An_order_with_an_application_is_held_and_released_once_the_dispenser_has_approved_it(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        var placed = (await Place(on, await New(on))).Value;
        Assert.Equal(OrderState.Held, placed.State);
        var application = await Only(on);
        Assert.Equal((ExemptionStanding.Submitted, placed.Number), (application.Standing, application.OrderNumber));

        Assert.Equal("exemption-not-approved",
            (await Move(on, placed.Number!.Value, OrderAction.Release)).Refusal!.Code);
        Assert.Equal(ExemptionStanding.UsedUp, (await Approve(on, application.Id)).Value.Standing);
        Assert.Equal(OrderState.Released, (await Move(on, placed.Number!.Value, OrderAction.Release)).Value);
        Assert.Equal("exemption-not-in-state", (await Approve(on, application.Id)).Refusal!.Code);
    }

    [Theory, EveryDatabase, Requirement("UNL-004"), Requirement("UNL-005")]
    public async Task There_is_no_order_without_the_paper_and_a_paper_serves_once(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        async Task<IEnumerable<string>> Blocks(OrderRequest request) => (await Place(on, request)).Refusal!.Findings!
            .Where(f => f.Severity == Severity.Block).Select(f => f.Code);
        Assert.Equal(["exemption-missing"], await Blocks(Request(null!)));
        Assert.Equal(["exemption-paper-missing"], await Blocks(Request(new("practice", null, null))));
        Assert.Equal(["exemption-file-unknown"], await Blocks(Request(new("practice", "soknad.pdf", null))));
        var others = await File(on, on.Desk);
        Assert.Equal(["exemption-file-unknown"], await Blocks(Request(new("practice", others, null))));
        var request = await New(on);
        Assert.True((await Place(on, request)).Ok);
        Assert.Equal(["exemption-file-used"], await Blocks(request));
    }

    [Theory, EveryDatabase]
    public async Task The_same_order_sent_twice_is_one_order_and_one_application(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        var request = await New(on);
        var caller = on.Physician with { Once = Once.Of("lege", "key", Json.Write(request)) };
        var first = (await Place(on, request, caller)).Value.Number;
        Assert.Equal(first, (await Place(on, request, caller)).Value.Number);
        await Only(on);
    }

    [Theory, EveryDatabase, Requirement("UNL-009")]
    public async Task Later_orders_use_an_approval_until_it_is_used_up_and_a_cancelled_one_gives_back(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        var id = await Approved(on, doses: 5);
        var request = Request(new("practice", null, $"{id}"), doses: 3);
        var first = (await Place(on, request)).Value;
        Assert.Equal(OrderState.Placed, first.State);
        Assert.Equal(2, (await Only(on)).Left!.Value.Units);
        var refused = (await Place(on, request)).Refusal!;
        Assert.Contains("exemption-approval-too-few", refused.Findings!.Select(f => f.Code));
        Assert.True((await Move(on, first.Number!.Value, OrderAction.Cancel)).Ok);
        Assert.Equal(5, (await Only(on)).Left!.Value.Units);
        Assert.True((await Place(on, request)).Ok);
        Assert.True((await Move(on, first.Number!.Value + 1, OrderAction.Refuse)).Ok);
        Assert.Equal(5, (await Only(on)).Left!.Value.Units);
    }

    [Theory, EveryDatabase, Requirement("UNL-009")]
    public async Task Of_many_orders_for_the_last_doses_as_many_are_placed_as_there_are_doses_for(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        var id = await Approved(on, doses: 5);
        var request = Request(new("practice", null, $"{id}"), doses: 2);
        var placed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Place(on, request),
            TestContext.Current.CancellationToken)));
        Assert.Equal(2, placed.Count(one => one.Ok));
        Assert.All(placed.Where(one => !one.Ok), one => Assert.Equal("order-blocked", one.Refusal!.Code));
        Assert.Equal(1, (await Only(on)).Left!.Value.Units);
    }

    [Theory, EveryDatabase]
    public async Task Of_many_orders_with_one_paper_one_is_placed(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        var request = await New(on);
        var placed = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Place(on, request),
            TestContext.Current.CancellationToken)));
        Assert.Single(placed, one => one.Ok);
        Assert.Equal(2, (await Only(on)).Used.Units);
    }

    [Theory, EveryDatabase, Requirement("UNL-006"), Requirement("UNL-009")]
    public async Task A_year_has_no_number_of_doses_and_ends(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        var id = await Approved(on);
        Assert.Equal(new DateOnly(2027, 5, 14), (await Only(on)).LastDay);
        var request = Request(new("practice", null, $"{id}"), doses: 3);
        Assert.True((await Place(on, request)).Ok);
        Assert.Equal((3, null), ((await Only(on)).Used.Units, (await Only(on)).Left));
        var late = Moment.Of(new DateTimeOffset(2027, 5, 15, 8, 0, 0, TimeSpan.FromHours(2)));
        var refused = await PlaceOrder.Run(on.Db, request, late, on.Physician);
        Assert.Contains("exemption-approval-expired", refused.Refusal!.Findings!.Select(f => f.Code));
    }

    [Theory, EveryDatabase, Requirement("UNL-010"), Requirement("UNL-011"), Requirement("UNL-012")]
    public async Task Off_the_positive_list_the_agency_approves_in_writing_before_anything_is_ordered(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        var agency = (await Personas.Of(on.Db, Now).Find("dmp"))!;
        Assert.Contains("application-off-list", (await Apply(on, on.Physician, Unlisted, doses: 2)).Refusal!.Findings!
            .Select(f => f.Code));
        var id = (await Apply(on, on.Physician, Unlisted, "namedPatient", doses: 2)).Value;
        var request = Request(new("namedPatient", null, $"{id}"), article: Unlisted);
        Assert.Contains("exemption-agency-first", (await Place(on, request)).Refusal!.Findings!.Select(f => f.Code));

        Assert.Equal("exemption-not-yours", (await Approve(on, id)).Refusal!.Code);
        Assert.Equal("exemption-document-missing", (await Approve(on, id, agency)).Refusal!.Code);
        var document = long.Parse(await File(on, agency, AttachmentPurpose.ExemptionDecision));
        var approved = (await DecideExemption.Run(
            on.Db, new(id, true, Document: document), Now, agency)).Value;
        Assert.True(approved.ByAgency);
        Assert.False(approved.ToForward);
        Assert.Equal(document, approved.DecisionId);
        Assert.Equal(OrderState.Placed, (await Place(on, request)).Value.State);
        Assert.True((await Attachments.Open(on.Db, document, Now, on.Desk)).Ok);
    }

    [Theory, EveryDatabase, Requirement("UNL-007")]
    public async Task A_pharmacy_decides_on_what_was_sent_to_it_and_on_nothing_else(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        var pharmacist = (await Personas.Of(on.Db, Now).Find("apotek"))!;
        var own = (await Apply(on, on.Physician, sentTo: "pharmacy-5601-1")).Value;
        var others = (await Apply(on, on.Physician)).Value;
        Assert.Equal([own], (await ListExemptions.Run(on.Db, new(ExemptionScope.Queue), Now, pharmacist))
            .Select(one => one.Id));
        Assert.Equal("exemption-unknown", (await Approve(on, others, pharmacist)).Refusal!.Code);
        Assert.Equal("exemption-not-yours", (await Approve(on, own)).Refusal!.Code);
        Assert.Equal("exemption-not-yours",
            (await DecideExemption.Run(on.Db, new(own, true), Now, on.Physician)).Refusal!.Code);
        Assert.True((await Approve(on, own, pharmacist)).Ok);
        Assert.True((await Place(on, Request(new("practice", null, $"{own}"), 1), pharmacist)).Ok);
        Assert.Contains("application-not-to-them",
            (await Apply(on, on.Physician, sentTo: "ahn")).Refusal!.Findings!.Select(f => f.Code));
    }

    [Theory, EveryDatabase, Requirement("UNL-008")]
    public async Task Each_approval_of_the_dispenser_is_to_be_sent_to_the_agency_once(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        Task<List<ExemptionView>> Tasks() =>
            ListExemptions.Run(on.Db, new(ExemptionScope.Forward), Now, on.Desk);
        var id = (await Apply(on, on.Physician)).Value;
        Assert.Empty(await Tasks());
        await Approve(on, id);
        Assert.Equal([id], (await Tasks()).Select(one => one.Id));
        var sent = (await DecideExemption.Forward(on.Db, id, Now, on.Desk)).Value;
        Assert.Equal((Now, on.Desk.Name), (sent.ForwardedAt, sent.ForwardedBy));
        Assert.Empty(await Tasks());
        Assert.Equal("exemption-not-to-forward",
            (await DecideExemption.Forward(on.Db, id, Now, on.Desk)).Refusal!.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_refusal_has_a_reason_and_what_happens_is_told_as_facts(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        var (id, other) = ((await Apply(on, on.Physician)).Value, await Approved(on));
        Assert.Equal("exemption-reason-missing",
            (await DecideExemption.Run(on.Db, new(id, false, " "), Now, on.Desk)).Refusal!.Code);
        Assert.Equal("exemption-changed-meanwhile",
            (await DecideExemption.Run(on.Db, new(id, false, "No", Version: 9), Now, on.Desk)).Refusal!.Code);
        Assert.Equal(ExemptionStanding.Refused,
            (await DecideExemption.Run(on.Db, new(id, false, "Not needed", Version: 1), Now, on.Desk)).Value.Standing);
        await DecideExemption.Forward(on.Db, other, Now, on.Desk);
        Assert.Equal(["ExemptionApproved", "ExemptionRefused", "ExemptionForwarded"],
            await on.Db.List<string>("select name from fact where name like 'Exemption%' order by id"));
    }

    [Theory, EveryDatabase]
    public async Task An_order_that_is_refused_withdraws_the_application_that_came_with_it(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        var placed = (await Place(on, await New(on))).Value;
        await Move(on, placed.Number!.Value, OrderAction.Refuse);
        Assert.Equal(ExemptionStanding.Withdrawn, (await Only(on)).Standing);
        Assert.Empty(await ListExemptions.Run(on.Db, new(ExemptionScope.Queue), Now, on.Desk));
    }

    [Theory, EveryDatabase, Requirement("UNL-003")]
    public async Task What_the_physician_wrote_lies_hidden_and_is_read_by_those_who_decide(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        var request = await New(on, kind: "namedPatient");
        var line = request.Lines![0];
        line = line with { Exemption = line.Exemption! with { Use = "Bitt av hund", Why = "Ingen annen" } };
        var number = (await Place(on, request with { Lines = [line] })).Value.Number;
        var application = await Only(on);
        var read = (await ListExemptions.One(on.Db, application.Id, Now, on.Desk)).Value;
        Assert.Equal(("Bitt av hund", "Ingen annen"), (read.Form!.Use, read.Form.Why));
        Assert.Equal(number, Assert.Single(read.Orders).OrderNumber);
        Assert.Equal("exemption-unknown",
            (await ListExemptions.One(on.Db, application.Id, Now, on.Nurse)).Refusal!.Code);
        foreach (var (table, column) in ((string, string)[])[("order_line", "details"), ("order_finding", "args"),
            ("once", "answer"), ("fact", "payload")])
            Assert.Equal(0, await on.Db.One<long>($"select count(*) from {table} where {column} like '%Bitt av%' or " +
                $"{column} like '%Gjort%' or {column} like '%15076500565%'"));
        Assert.DoesNotContain("Bitt av", System.Text.Encoding.Latin1.GetString(
            (await on.Db.One<byte[]>("select form from exemption"))!));
    }

    [Theory, EveryDatabase, Requirement("UNL-003"), Requirement("REQ-009")]
    public async Task Everything_that_is_wrong_with_an_application_is_said_at_once(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        var empty = await ApplyExemption.Run(on.Db, new() { ArticleNumber = Listed }, Now, on.Physician);
        Assert.Equal(["application-kind-missing", "application-doses", "application-text-missing",
            "application-text-missing", "application-text-missing", "application-text-missing",
            "application-file-missing"], empty.Refusal!.Findings!.Select(f => f.Code));
        Assert.Equal("application-not-by-physician", (await Apply(on, on.Nurse)).Refusal!.Code);
        Assert.Contains("application-not-needed",
            (await Apply(on, on.Physician, Orders.Single)).Refusal!.Findings!.Select(f => f.Code));
    }

    [Theory, EveryDatabase, Requirement("UNL-008")]
    public async Task The_start_page_counts_what_is_to_decide_and_to_send_on(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        async Task<long> Waits(Work work) => (await WaitingWork.Run(on.Db, on.Desk, Now))
            .Single(one => one.Work == work).Count;
        await Apply(on, on.Physician);
        await Approved(on);
        Assert.Equal((1, 1), (await Waits(Work.Exemption), await Waits(Work.ToForward)));
    }
}
