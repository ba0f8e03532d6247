using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.Compensation;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness;

public class CompensationTests
{
    const string Primary = "primary", Specialist = "specialist";
    static readonly Moment Now = DutyRoad.Now;
    static readonly DateOnly Today = DutyRoad.Today;

    static Task<Result<StatementView>> Make(
        DutyRoad road, string scheme = Primary, string year = "2025", Caller? caller = null, string? holder = null) =>
        MakeStatement.Run(road.Db, new(scheme, year, holder), Now, caller ?? road.Wholesaler);

    static Task<Result<StatementView>> Move(
        DutyRoad road, StatementView view, Caller caller, string step, string? text = null) =>
        MoveStatement.Run(road.Db, view.Statement.Id, new(step, text), Now, caller);

    static async Task Empty(DutyRoad road, string atc, DateOnly day, string holder = "ahn") =>
        Assert.Equal(1, (await road.Db.Write<int>(async tx => await tx.Do("update coverage_day set held = 0 " +
            "where scheme = 'primary' and holder = @holder and atc = @atc and day = @day",
            new { holder, atc, day }))).Value);

    static void Sums(StatementView view)
    {
        var ore = view.Statement.AmountOre;
        Assert.Equal((ore, ore, ore, ore), (view.Lines.Sum(line => line.AmountOre),
            view.Totals.Sum(total => total.AmountOre), view.Months.Sum(month => month.AmountOre),
            view.Payers.Sum(payer => payer.AmountOre)));
    }

    [Theory, EveryDatabase, Requirement("STP-006")]
    public async Task A_year_is_stated_sent_and_approved_for_those_who_pay(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var (primary, specialist) = ((await Make(road)).Value, (await Make(road, Specialist)).Value);
        Assert.True(primary.Statement.AmountOre > 0 && specialist.Statement.AmountOre > 0);
        Sums(primary);
        Sums(specialist);
        Assert.Equal(["hod"], primary.Payers.Select(payer => payer.Payer));
        Assert.Equal(["hmn", "hn", "hso", "hv"], specialist.Payers.Select(payer => payer.Payer));
        Assert.Equal(("draft", 1L, true), (primary.Statement.State, primary.Statement.Version,
            primary.Statement.WholeYear));
        var authority = road.People[Role.HealthAuthority];
        Assert.Equal("statement-not-in-state", (await Move(road, primary, road.Regulator, "approve")).Refusal?.Code);
        Assert.True((await Move(road, primary, road.Wholesaler, "send")).Ok);
        Assert.True((await Move(road, specialist, road.Wholesaler, "send")).Ok);
        Assert.Equal("not-allowed", (await Move(road, primary, authority, "approve")).Refusal?.Code);
        Assert.Equal("not-allowed", (await Move(road, specialist, road.Regulator, "approve")).Refusal?.Code);
        Assert.Equal("not-allowed", (await Move(road, primary, road.Ministry, "approve")).Refusal?.Code);
        Assert.Equal("approved", (await Move(road, primary, road.Regulator, "approve")).Value.Statement.State);
        var done = (await Move(road, specialist, authority, "approve", "By the agreement")).Value;
        Assert.Equal(["send", "approve"], done.Entries.Select(entry => entry.Step));
        Assert.Empty(done.Next);
    }

    [Theory, EveryDatabase, Requirement("STP-006")]
    public async Task A_day_short_lowers_it_and_a_restated_year_is_a_new_version_with_the_difference(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var first = (await Make(road)).Value;
        Assert.Equal("statement-unchanged", (await Make(road)).Refusal?.Code);
        var line = first.Lines.Last(one => one is { AmountOre: > 1_000, DaysShort: 0 });
        Assert.True((await Move(road, first, road.Wholesaler, "send")).Ok);
        Assert.Equal("statement-waiting", (await Make(road)).Refusal?.Code);
        Assert.True((await Move(road, first, road.Regulator, "approve")).Ok);
        await Empty(road, line.Atc, line.LastDay);
        var second = (await Make(road)).Value;
        Sums(second);
        Assert.True(second.Statement.AmountOre < first.Statement.AmountOre);
        Assert.Equal((2L, 1L, second.Statement.AmountOre - first.Statement.AmountOre), (second.Statement.Version,
            second.Statement.BeforeVersion!.Value, second.Statement.DifferenceOre!.Value));
        Assert.Equal(line.DaysShort + 1, second.Lines.Single(one => one.Line == line.Line).DaysShort);
        var total = second.Totals.Single(one => one.Atc == line.Atc && one.PackageGroup == line.PackageGroup);
        Assert.True(total.AmountOre < total.BeforeOre);
        // A third is compared with what was approved, not with the draft between.
        await Empty(road, line.Atc, line.LastDay.AddDays(-1));
        var third = (await Make(road)).Value;
        Assert.Equal(third.Statement.AmountOre - first.Statement.AmountOre, third.Statement.DifferenceOre);
        Assert.Equal("statement-replaced", (await Move(road, second, road.Wholesaler, "send")).Refusal?.Code);
        Assert.Equal([3L, 2, 1], third.Versions.Select(one => one.Version));
        var kept = (await Statements.Get(road.Db, first.Statement.Id, Today, road.Regulator)).Value;
        Assert.Equal(("approved", true), (kept.Statement.State, kept.Statement.Replaced));
        Assert.Equal(first.Lines, kept.Lines);
        Assert.Equal([third.Statement.Id], (await Statements.List(road.Db, new(Primary, Year: 2025), road.Regulator))
            .Items.Select(row => row.Id));
    }

    [Theory, EveryDatabase]
    public async Task Another_holder_neither_sees_nor_makes_nor_sends_it(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var made = (await Make(road)).Value;
        var other = road.Wholesaler with
        {
            Party = await road.Db.One<long>("select id from party where key = 'nmd'"),
        };
        Assert.Equal("not-allowed", (await Make(road, caller: other, holder: "ahn")).Refusal?.Code);
        Assert.Equal("not-allowed", (await Make(road, caller: road.Regulator, holder: "ahn")).Refusal?.Code);
        Assert.Equal("statement-unknown",
            (await Statements.Get(road.Db, made.Statement.Id, Today, other)).Refusal?.Code);
        Assert.Equal("statement-unknown", (await Move(road, made, other, "send")).Refusal?.Code);
        Assert.Equal("not-allowed", (await Move(road, made, road.Regulator, "send")).Refusal?.Code);
        Assert.Empty((await Statements.List(road.Db, new(), other)).Items);
        Assert.Single((await Statements.List(road.Db, new(), road.Wholesaler)).Items);
        Assert.True((await Make(road, caller: other)).Ok);
        Assert.Equal(2, (await Statements.List(road.Db, new(), road.People[Role.Auditor])).Items.Count);
    }

    [Theory, EveryDatabase]
    public async Task It_is_returned_with_a_reason_and_made_again_and_an_open_year_is_not_sent(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var made = (await Make(road)).Value;
        Assert.True((await Move(road, made, road.Wholesaler, "send")).Ok);
        Assert.Equal(["statement-reason"], (await Move(road, made, road.Regulator, "return")).Refusal!.Findings!
            .Select(finding => finding.Code));
        var back = (await Move(road, made, road.Regulator, "return", "The price of May is wrong")).Value;
        Assert.Equal(("returned", "The price of May is wrong"), (back.Statement.State, back.Entries[^1].Text));
        Assert.Equal(2, (await Make(road)).Value.Statement.Version);
        var open = (await Make(road, year: "2026")).Value;
        Assert.Equal(Today.AddDays(-1), open.Statement.LastDay);
        Assert.Equal("statement-year-open", (await Move(road, open, road.Wholesaler, "send")).Refusal?.Code);
        foreach (var (year, code) in new[] { ("2018", "statement-no-days"), ("1999", "statement-faulty"),
            ("soon", "statement-faulty"), ("2027", "statement-faulty") })
            Assert.Equal(code, (await Make(road, year: year)).Refusal?.Code);
        Assert.Equal("scheme-unknown", (await Make(road, "tertiary")).Refusal?.Code);
        Assert.Equal("statement-faulty", (await Move(road, open, road.Wholesaler, "burn")).Refusal?.Code);
    }

    [Fact]
    public async Task It_is_a_paper_and_a_file_with_every_line()
    {
        await using var road = await DutyRoad.On(DbKind.Sqlite);
        var view = (await Make(road)).Value;
        var rows = Statements.Rows(view).ToList();
        Assert.Equal(view.Lines.Count + 1, rows.Count);
        Assert.Equal(view.Statement.AmountOre, rows.Skip(1).Sum(row => (long)row[^1]!));
        foreach (var language in Enum.GetValues<Language>())
            Assert.True(StatementPdf.Make(view, language, Now).AsSpan().StartsWith("%PDF"u8));
    }
}
