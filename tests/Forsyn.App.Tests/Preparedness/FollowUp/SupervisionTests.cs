using System.Text;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Messages;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;
using Forsyn.Core.Stock;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness.FollowUp;

[Collection(nameof(AloneOnTheServer))]
public class SupervisionTests
{
    static readonly Moment Now = DutyRoad.Now;
    static string Day(int days) => $"{DutyRoad.Today.AddDays(days):yyyy-MM-dd}";

    /// <summary>A wholesaler has lots of listed substances, in the scheme's pool and for sale.</summary>
    static async Task<DutyRoad> Stocked(DbKind kind)
    {
        var road = await DutyRoad.On(kind);
        var books = await DutyBooks.At(road.Db, "ahn");
        var articles = await road.Db.List<string>("select min(p.article_number) from product p join list_entry e " +
            "on e.scheme = 'primary' and p.atc = e.atc group by e.atc order by e.atc limit 6", new { });
        foreach (var (article, i) in articles.Select((article, i) => (article, i)))
            await books.Receive(article, 100 * (i + 1), i % 2 == 0 ? Pool.PreparednessPrimary : Pool.Sale,
                DutyRoad.Today.AddYears(1), DutyRoad.Today.AddDays(-5));
        return road;
    }

    static async Task<long> Planned(DutyRoad road, bool announced = true) => Value(await MoveSupervision.Plan(road.Db,
        new("ahn", "primary", "Risk and size", announced, VisitOn: Day(announced ? 14 : 0),
            Inspectors: "Silje Aas, Per Li"), Now, road.Regulator)).Id;

    static async Task<SupervisionView> Move(DutyRoad road, long id, string step, Moment? now = null) =>
        Value(await MoveSupervision.Run(road.Db, id, new(step, $"We {step}"), now ?? Now, road.Regulator));

    static T Value<T>(Result<T> result)
    {
        Assert.True(result.Ok, $"{result.Refusal?.Code}: " +
            string.Join(", ", result.Refusal?.Findings?.Select(finding => finding.Code) ?? []));
        return result.Value;
    }

    /// <summary>A case whose visit is over: one lot differs, and one major deviation was found.</summary>
    static async Task<long> Inspected(DutyRoad road)
    {
        var id = await Planned(road);
        await Move(road, id, "open");
        var view = Value(await CountSample.Choose(road.Db, id, new(4, 11), Now, road.Regulator));
        Value(await CountSample.Run(road.Db, id, [.. view.Sample.Select((line, i) => new CountedSample(line.Line,
            $"{line.Book - (i == 0 ? 1 : 0)}", i == 0 ? "unusable" : null))], "form", Now, road.Regulator));
        Value(await Deviations.Add(road.Db, id, new("major", "FOR-1993-12-21-1219 § 5", "Expired units are counted"),
            Now, road.Regulator));
        await Move(road, id, "inspect");
        return id;
    }

    static Task<Result<SupervisionView>> Say(
        DutyRoad road, long id, string step, Caller caller, string? due = null, long? file = null) =>
        Deviations.Say(road.Db, id, 1, new(step, $"We {step}", due, file), Now, caller);

    [Theory, EveryDatabase, Requirement("STP-011")]
    public async Task A_wholesaler_is_supervised_answers_what_was_found_and_the_case_is_closed(DbKind kind)
    {
        await using var road = await Stocked(kind);
        var id = await Inspected(road);
        await Move(road, id, "report");
        var no = await MoveSupervision.Run(road.Db, id, new("close", "Done"), Now, road.Regulator);
        Assert.Equal("supervision-open-deviation", Assert.Single(no.Refusal!.Findings!).Code);
        Value(await Say(road, id, "answer", road.Wholesaler));
        Value(await Say(road, id, "reject", road.Regulator, Day(20)));
        Value(await Say(road, id, "answer", road.Wholesaler));
        Assert.Equal("not-allowed", (await Say(road, id, "accept", road.Wholesaler)).Refusal?.Code);
        var accepted = Value(await Say(road, id, "accept", road.Regulator));
        var deviation = Assert.Single(accepted.Deviations);
        Assert.Equal((DeviationState.Closed, DeviationGrade.Major, DutyRoad.Today.AddDays(20)),
            (deviation.State, deviation.GradeValue, deviation.DueOn));
        var closed = await Move(road, id, "close");
        Assert.Equal(["plan", "open", "inspect", "report", "close"], closed.Entries.Select(entry => entry.Step));
        Assert.Equal(("closed", 0L, (DateOnly?)null),
            (closed.Case.State, closed.Case.OpenDeviations, closed.Case.NextDue));
        foreach (var letter in SupervisionPdf.LettersOf(closed))
            foreach (var language in Languages.All)
                Assert.StartsWith("%PDF",
                    Encoding.ASCII.GetString(Value(SupervisionPdf.Make(closed, letter, language, Now))[..4]));
        Assert.Equal(3, SupervisionPdf.LettersOf(closed).Count);
        Assert.Equal(SupervisionState.Reported, (await Move(road, id, "reopen")).Case.StateValue);
    }

    [Theory, EveryDatabase]
    public async Task The_sample_is_counted_against_the_ledger_and_each_difference_needs_a_cause(DbKind kind)
    {
        await using var road = await Stocked(kind);
        var id = await Planned(road);
        Assert.Equal("supervision-not-in-state",
            (await CountSample.Choose(road.Db, id, new(3), Now, road.Regulator)).Refusal?.Code);
        await Move(road, id, "open");
        var no = await MoveSupervision.Run(road.Db, id, new("inspect", "x"), Now, road.Regulator);
        Assert.Equal(["supervision-no-sample"], no.Refusal!.Findings!.Select(finding => finding.Code));
        var first = Value(await CountSample.Choose(road.Db, id, new(3, 5), Now, road.Regulator)).Sample;
        var again = Value(await CountSample.Choose(road.Db, id, new(3, 5), Now, road.Regulator)).Sample;
        Assert.Equal(first.Select(line => line.LotId), again.Select(line => line.LotId));
        Assert.Equal((2L, 3), (again[0].Round, again.Count));
        var line = again[0];
        // A pack is scanned or told in a file: lots that are not in the sample are faults, packs become units.
        var file = await CountSample.Lines(road.Db, id,
        [
            new(2, line.ArticleNumber, line.LotNumber, null, $"{line.Book + 2}"),
            new(3, line.ArticleNumber, "NOWHERE", null, "1"), new(4, line.ArticleNumber, line.LotNumber, null, "many"),
            new(5, line.ArticleNumber, line.LotNumber, null, "1", "glass"),
        ], false, "file", Now, road.Regulator);
        Assert.Equal(["sample-lot", "sample-counted", "report-unit-unknown"],
            file.Refusal!.Findings!.Select(finding => finding.Code));
        Value(await CountSample.Lines(road.Db, id, [new(2, line.ArticleNumber, line.LotNumber, null,
            $"{line.Book + 2}")], false, "file", Now, road.Regulator));
        no = await MoveSupervision.Run(road.Db, id, new("inspect", "x"), Now, road.Regulator);
        Assert.Equal(["supervision-no-cause", "supervision-not-counted", "supervision-not-counted"],
            no.Refusal!.Findings!.Select(finding => finding.Code).Order());
        var counted = Value(await CountSample.Run(road.Db, id, [.. again.Select(one => new CountedSample(one.Line,
            one.Line == 1 ? $"{one.Book + 2}" : $"{one.Book}", one.Line == 1 ? "not-reported-in" : null))], "form",
            Now, road.Regulator));
        Assert.Equal((2L, "not-reported-in"), (counted.Sample[0].Difference, counted.Sample[0].Cause));
        Assert.Equal("supervision-sample-counted",
            (await CountSample.Choose(road.Db, id, new(3), Now, road.Regulator)).Refusal?.Code);
        Assert.Equal("inspected", (await Move(road, id, "inspect")).Case.State);
    }

    [Theory, EveryDatabase]
    public async Task A_wholesaler_sees_only_its_own_cases_and_no_visit_before_it_is_told(DbKind kind)
    {
        await using var road = await Stocked(kind);
        var id = await Planned(road, announced: false);
        var other = Value(await MoveSupervision.Plan(road.Db, new("nmd", "primary", "Size", VisitOn: Day(1),
            Inspectors: "Per Li"), Now, road.Regulator)).Id;
        Assert.Equal("supervision-unknown", (await Supervision.Get(road.Db, id, road.Wholesaler)).Refusal?.Code);
        await Move(road, id, "open");
        await Move(road, other, "open");
        Assert.Empty(Value(await Supervision.Get(road.Db, id, road.Wholesaler)).Deviations);
        Assert.Equal("supervision-unknown", (await Supervision.Get(road.Db, other, road.Wholesaler)).Refusal?.Code);
        Assert.Equal([id], (await Supervision.List(road.Db, new(), DutyRoad.Today, road.Wholesaler)).Items
            .Where(row => !row.Made).Select(row => row.Id));
        Value(await Deviations.Add(road.Db, id, new("critical", "§ 5", "Nothing there"), Now, road.Regulator));
        Assert.Empty(Value(await Supervision.Get(road.Db, id, road.Wholesaler)).Deviations);
        Assert.Single(Value(await Supervision.Get(road.Db, id, road.People[Role.Auditor])).Deviations);
        foreach (var role in (Role[])[Role.HealthAuthority, Role.Physician, Role.Administrator])
            Assert.False(road.People[role].May(Policy.SupervisionRead), $"{role}");
        Assert.False(road.People[Role.Auditor].May(Policy.SupervisionManage));
    }

    [Theory, EveryDatabase]
    public async Task All_that_is_wrong_with_a_plan_is_said_at_once_and_an_unannounced_visit_is_not_told_of(
        DbKind kind)
    {
        await using var road = await Stocked(kind);
        var no = await MoveSupervision.Plan(road.Db, new("fhi", "primary", " ", true, 2020, "soon"), Now,
            road.Regulator);
        Assert.Equal(["supervision-reasons", "supervision-holder", "supervision-year", "supervision-visit"],
            no.Refusal!.Findings!.Select(finding => finding.Code));
        var id = Value(await MoveSupervision.Plan(road.Db, new("ahn", "primary", "Risk", false), Now,
            road.Regulator)).Id;
        async Task<IEnumerable<string>> Faults(SupervisionMove move) => (await MoveSupervision.Run(road.Db, id, move,
            Now, road.Regulator)).Refusal!.Findings!.Select(finding => finding.Code);
        Assert.Equal(["supervision-text", "supervision-visit", "supervision-inspectors"],
            await Faults(new("open", "")));
        Assert.Equal(["supervision-too-early"], await Faults(new("open", "x", Day(3), "Per")));
        Assert.Equal("supervision-changed-meanwhile", (await MoveSupervision.Run(road.Db, id, new("note", "x"), Now,
            road.Regulator, 99)).Refusal?.Code);
        Assert.Equal("supervision-not-in-state",
            (await MoveSupervision.Run(road.Db, id, new("close", "x"), Now, road.Regulator)).Refusal?.Code);
        Assert.Equal("planned", Value(await Supervision.Get(road.Db, id, road.Regulator)).Case.State);
    }

    [Theory, EveryDatabase]
    public async Task A_wrong_deviation_is_withdrawn_with_its_reason_and_stays_readable(DbKind kind)
    {
        await using var road = await Stocked(kind);
        var id = await Inspected(road);
        var no = await Say(road, id, "extend", road.Regulator, Day(-1));
        Assert.Equal("deviation-due", Assert.Single(no.Refusal!.Findings!).Code);
        var withdrawn = Assert.Single(Value(await Say(road, id, "withdraw", road.Regulator)).Deviations);
        Assert.Equal((DeviationState.Withdrawn, "We withdraw"), (withdrawn.State, withdrawn.Entries[^1].Text));
        Assert.Equal("deviation-not-in-state", (await Say(road, id, "accept", road.Regulator)).Refusal?.Code);
        await Assert.ThrowsAnyAsync<Exception>(() => road.Db.Write<int>(async tx =>
            await tx.Do("update supervision_deviation set text = 'nicer' where case_id = @id", new { id }),
            stop: TestContext.Current.CancellationToken));
        await Move(road, id, "report");
        Assert.Equal("closed", (await Move(road, id, "close")).Case.State);
    }

    [Theory, EveryDatabase]
    public async Task Evidence_is_read_by_both_sides_and_by_no_other_wholesaler(DbKind kind)
    {
        await using var road = await Stocked(kind);
        var id = await Inspected(road);
        await Move(road, id, "report");
        var pdf = Value(SupervisionPdf.Make(Value(await Supervision.Get(road.Db, id, road.Regulator)),
            SupervisionLetter.Report, Language.Nb, Now));
        var file = Value(await Attachments.Save(road.Db, new MemoryStream(pdf), "proof.pdf", "application/pdf",
            AttachmentPurpose.SupervisionEvidence, Now, road.Wholesaler));
        Value(await Say(road, id, "answer", road.Wholesaler, file: file));
        Assert.True((await Attachments.Find(road.Db, file, road.Regulator)).Ok);
        Assert.False((await Attachments.Find(road.Db, file,
            road.Wholesaler with { PersonaId = "other", Party = road.Wholesaler.Party + 1 })).Ok);
        var stranger = await Say(road, id, "answer", road.Wholesaler, file: 12345);
        Assert.Equal("follow-up-file", Assert.Single(stranger.Refusal!.Findings!).Code);
    }

    [Theory, EveryDatabase]
    public async Task Both_sides_are_told_and_reminded_once_before_a_deadline_and_once_after(DbKind kind)
    {
        await using var road = await Stocked(kind);
        var id = await Inspected(road);
        await Move(road, id, "report");
        // The risks of the built-in country have days of their own to be looked at again.
        await road.Db.Write<int>(async tx => await tx.Do("update risk set closed_at = opened_at"),
            stop: TestContext.Current.CancellationToken);
        async Task<string[]> Told(Caller caller)
        {
            await CatchUp.Run(road.Db, [ComposeMessages.OnFacts], Now);
            return [.. (await Inbox.List(road.Db, new(), caller)).Where(one => one.Link.EndsWith($"/{id}"))
                .Select(one => one.Kind).Reverse()];
        }
        Assert.Equal(["supervision-opened", "supervision-reported"], await Told(road.Wholesaler));
        Moment At(int days) => Now.Plus(TimeSpan.FromDays(days));
        Assert.Equal(0, await RemindDeadlines.Run(road.Db, At(26)));
        Assert.Equal(1, await RemindDeadlines.Run(road.Db, At(27)));
        Assert.Equal(0, await RemindDeadlines.Run(road.Db, At(30)));
        Assert.Equal(1, await RemindDeadlines.Run(road.Db, At(31)));
        Assert.Equal(0, await RemindDeadlines.Run(road.Db, At(32)));
        Assert.Equal(["supervision-opened", "supervision-reported", "deadline-soon", "deadline-passed"],
            await Told(road.Wholesaler));
        Assert.Equal([id], (await Supervision.List(road.Db, new(Late: true), DutyRoad.Today.AddDays(31),
            road.Regulator)).Items.Select(row => row.Id));
        Value(await Say(road, id, "answer", road.Wholesaler));
        Assert.Equal(["deadline-passed", "deviation-answered"], await Told(road.Regulator));
        Assert.Equal(0, await RemindDeadlines.Run(road.Db, At(60)));
    }

    [Theory, EveryDatabase]
    public async Task A_holder_that_never_reported_is_ranked_by_its_late_reports(DbKind kind)
    {
        await using var road = await Stocked(kind);
        var before = await RankHolders.Run(road.Db, DutyRoad.Today);
        Assert.Equal(["ahn", "apotek1", "nmd"], before.Select(risk => risk.Holder).Order());
        Assert.All(before, risk => Assert.True(risk.LateReports > 0));
        var id = await Inspected(road);
        var after = (await RankHolders.Run(road.Db, DutyRoad.Today)).Single(risk => risk.Holder == "ahn");
        Assert.Equal((1L, true), (after.OpenDeviations, after.LastVisit is not null));
        Assert.Equal(id, (await Supervision.List(road.Db, new(State: "inspected"), DutyRoad.Today, road.Regulator))
            .Items.Single().Id);
    }
}
