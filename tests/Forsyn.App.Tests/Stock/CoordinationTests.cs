using System.Data.Common;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock.Coordination;
using Forsyn.App.Tests.Cli;
using Forsyn.App.Tests.Fulfilment;
using Forsyn.Core.Basics;
using Forsyn.Core.Parties;
using Forsyn.Core.Stock;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

public class CoordinationTests
{
    static readonly Moment Now = Road.Now;

    static readonly CoordinationRequest Asked = new("Penicillin before winter", "european", "EMA MSSG",
        "Report what Norway has", "dmp", "2026-06-01", Road.Rabies);

    static async Task<(TestDatabase Db, Caller Dmp)> On(DbKind kind)
    {
        var db = await Databases.Seeded(kind);
        return (db, (await Personas.Of(db, Now).Find("dmp"))!);
    }

    [Theory, EveryDatabase, Requirement("ACT-008")]
    public async Task A_task_is_logged_as_DMPs_with_whom_it_is_coordinated_and_all_that_happens_to_it(DbKind kind)
    {
        var (test, dmp) = await On(kind);
        await using var db = test;
        var task = (await WriteCoordination.Open(db, Asked, Now, dmp)).Value;
        Assert.Equal(("european", "EMA MSSG", "dmp", "open", dmp.Name),
            (task.Arena, task.Partner, task.AssignedTo, task.State, task.OpenedBy));
        Assert.True((await WriteCoordination.Add(db, task.Id, new("Sent our figures", "waiting"), Now, dmp)).Ok);
        Assert.True((await WriteCoordination.Add(db, task.Id,
            new("They answered", "done", "", ""), Now, dmp)).Ok);
        var view = (await CoordinationLog.Get(db, task.Id)).Value;
        Assert.Equal(("done", "", null), (view.Task.State, view.Task.AssignedTo, view.Task.DueOn));
        Assert.Equal([("opened", "open", "dmp"), ("changed", "waiting", "dmp"), ("changed", "done", "")],
            view.Entries.Select(entry => (entry.Kind, entry.State, entry.AssignedTo)));
        Assert.DoesNotContain((await CoordinationLog.List(db, new(), Now.Day)).Items, one => one.Id == task.Id);
        Assert.Contains((await CoordinationLog.List(db, new(Closed: true), Now.Day)).Items, one => one.Id == task.Id);
    }

    [Fact, Requirement("ACT-008")]
    public void Only_DMP_writes_and_those_who_oversee_it_read()
    {
        var roles = Enum.GetValues<Role>();
        Assert.Equal([Role.Regulator], roles.Where(role => Access.Allows([role], Policy.CoordinationWrite)));
        Assert.Equal([Role.Regulator, Role.Ministry, Role.Auditor],
            roles.Where(role => Access.Allows([role], Policy.CoordinationRead)));
    }

    [Theory, EveryDatabase]
    public async Task What_is_written_stays_and_is_corrected_by_a_new_entry(DbKind kind)
    {
        var (test, dmp) = await On(kind);
        await using var db = test;
        var task = (await WriteCoordination.Open(db, Asked, Now, dmp)).Value;
        var first = (await CoordinationLog.Get(db, task.Id)).Value.Entries[0];
        Assert.Equal("coordination-not-written",
            (await WriteCoordination.Correct(db, first.Id, " ", Now, dmp)).Refusal?.Code);
        Assert.True((await WriteCoordination.Correct(db, first.Id, "Report what we lack", Now, dmp)).Ok);
        Assert.Equal("coordination-corrected-before",
            (await WriteCoordination.Correct(db, first.Id, "Again", Now, dmp)).Refusal?.Code);
        Assert.Equal("coordination-entry-unknown",
            (await WriteCoordination.Correct(db, 1, "Again", Now, dmp)).Refusal?.Code);
        var entries = (await CoordinationLog.Get(db, task.Id)).Value.Entries;
        Assert.Equal((first.Text, entries[1].Id), (entries[0].Text, entries[0].CorrectedBy));
        Assert.Equal(("corrected", first.Id), (entries[1].Kind, entries[1].Corrects));
        await Assert.ThrowsAnyAsync<DbException>(() => Rewritten(db, first.Id));
    }

    static Task<Result<int>> Rewritten(Db db, long entry) => db.Write<int>(async tx =>
        await tx.Do("update coordination_entry set text = 'x' where id = @entry", new { entry }));

    [Theory, EveryDatabase]
    public async Task All_that_is_wrong_is_said_at_once_and_nothing_is_written(DbKind kind)
    {
        var (test, dmp) = await On(kind);
        await using var db = test;
        var before = (await CoordinationLog.List(db, new(), Now.Day)).Items.Count;
        var refused = await WriteCoordination.Open(db, new("", "moon", "", "", "lege", "soon", "000000", 1, 2, 3),
            Now, dmp);
        Assert.Equal(
            [
                "coordination-title-missing", "coordination-partner-missing", "coordination-text-missing",
                "word-unknown", "day-unreadable", "coordination-person-unknown", "coordination-about-unknown",
                "coordination-about-unknown", "coordination-about-unknown", "coordination-about-unknown",
            ],
            refused.Refusal!.Findings!.Select(finding => finding.Code));
        Assert.Equal(before, (await CoordinationLog.List(db, new(), Now.Day)).Items.Count);
        var task = (await WriteCoordination.Open(db, Asked, Now, dmp)).Value;
        Assert.Equal("coordination-changed-meanwhile",
            (await WriteCoordination.Add(db, task.Id, new("x"), Now, dmp, version: 7)).Refusal?.Code);
        Assert.Equal("coordination-not-written",
            (await WriteCoordination.Add(db, task.Id, new(""), Now, dmp)).Refusal?.Code);
        Assert.Equal("coordination-task-unknown",
            (await WriteCoordination.Add(db, 1, new("x"), Now, dmp)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Tasks_are_found_by_words_product_and_lateness_page_by_page(DbKind kind)
    {
        var (test, dmp) = await On(kind);
        await using var db = test;
        var ids = new List<long>();
        foreach (var title in (string[])["One 100%", "Two", "Three"])
            ids.Add((await WriteCoordination.Open(db, Asked with { Title = title }, Now, dmp)).Value.Id);
        var later = Now.Day.AddDays(60);
        Assert.Equal([ids[0]], (await CoordinationLog.List(db, new(Query: "100%"), Now.Day)).Items.Select(t => t.Id));
        Assert.Empty((await CoordinationLog.List(db, new(Late: true), Now.Day)).Items);
        Assert.Contains((await CoordinationLog.List(db, new(Late: true), later)).Items, t => t.IsLate(later));
        var page = await CoordinationLog.List(db, new(Query: "ema mssg", ArticleNumber: Road.Rabies, Limit: 2),
            Now.Day);
        var next = await CoordinationLog.List(db,
            new(Query: "ema mssg", ArticleNumber: Road.Rabies, Cursor: page.Next, Limit: 2), Now.Day);
        Assert.Equal([ids[2], ids[1], ids[0]], page.Items.Concat(next.Items).Select(task => task.Id));
        var whole = new List<CoordinationView>();
        await foreach (var view in CoordinationLog.All(db, new(Query: "ema mssg"), Now.Day)) whole.Add(view);
        Assert.All(whole, view => Assert.NotEmpty(view.Entries));
    }

    [Fact]
    public async Task The_command_line_writes_for_DMP_and_reads_for_the_ministry()
    {
        var (test, _) = await On(DbKind.Sqlite);
        await using var db = test;
        string[] open = ["coordination", "open", "--title", "Insulin", "--arena", "nordic", "--partner", "Norden",
            "--text", "Ask"];
        Assert.Equal(2, (await CommandLine.As(db, "hod", open)).Exit);
        Assert.Equal(0, (await CommandLine.As(db, "dmp", open)).Exit);
        var id = $"{(await CoordinationLog.List(db, new(Query: "insulin"), Now.Day)).Items.Single().Id}";
        Assert.Equal(0, (await CommandLine.As(db, "dmp", "coordination", "write", id, "--text", "Asked")).Exit);
        Assert.Contains("Asked", (await CommandLine.As(db, "hod", "coordination", "show", id)).Answer);
        Assert.Contains("Insulin", (await CommandLine.As(db, "revisor", "coordination", "list")).Answer);
        Assert.Equal(2, (await CommandLine.As(db, "lege", "coordination", "list")).Exit);
        var entry = (await CoordinationLog.Get(db, long.Parse(id))).Value.Entries[1].Id;
        Assert.Equal(0,
            (await CommandLine.As(db, "dmp", "coordination", "correct", $"{entry}", "--text", "Asked all")).Exit);
    }
}
