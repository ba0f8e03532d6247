using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Messages;
using Forsyn.App.Stock;
using Forsyn.App.Stock.Warnings;
using Forsyn.App.Tests.Cli;
using Forsyn.App.Tests.Fulfilment;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;
using Forsyn.Core.Stock;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

public class WarningTests
{
    static readonly Moment Now = Road.Now;

    static async Task<Caller> Person(Road road, string persona) =>
        (await Personas.Of(road.Db, Now).Find(persona))!;

    static async Task<Subscription> Subscribed(Road road, Caller who, SubscriptionRequest request) =>
        (await Subscriptions.Save(road.Db, null, request, Now, who)).Value;

    static async Task<IReadOnlyList<Warning>> Of(Road road, Caller who, bool closed = false) =>
        [.. (await Warnings.List(road.Db, new(closed, Limit: 200), who)).Items.OrderBy(one => one.Id)];

    static async Task<long> LotOf(Road road, string article) => await road.Db.One<long>(
        "select b.lot_id from balance b join lot l on l.id = b.lot_id " +
        "where l.article_number = @article and b.holder_id = @holder and b.status = 0 " +
        "order by l.expires_on desc limit 1", new { article, holder = road.Warehouse.Party });

    [Theory, EveryDatabase]
    public async Task Short_cover_is_raised_once_told_once_and_closed_when_it_no_longer_holds(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var rhf = await Person(road, "rhf");
        await ProductStockTests.UsedEveryDay(road, await LotOf(road, Road.Rabies), 1000);
        var asked = await Subscribed(road, rhf, new("cover", "nation", Road.Rabies, null, 300));
        var before = await Unread(road, rhf);
        var first = await JudgeWarnings.Run(road.Db, Now);
        Assert.True(first.Raised >= 1);
        var warning = Assert.Single(await Of(road, rhf));
        Assert.Contains("The limit is 300", warning.Says(Language.En));
        Assert.Equal($"/products/{Road.Rabies}", warning.Link);
        Assert.Equal(0, (await JudgeWarnings.Run(road.Db, Now)).Raised);
        Assert.Equal(before + 1, await Unread(road, rhf));
        Assert.StartsWith("1 new stock warning", (await Inbox.List(road.Db, new(), rhf))[0].Title(Language.En));

        Assert.True((await Subscriptions.Save(road.Db, asked.Id,
            new("cover", "nation", Road.Rabies, null, 1), Now, rhf)).Ok);
        Assert.Equal(1, (await JudgeWarnings.Run(road.Db, Now)).Closed);
        Assert.Empty(await Of(road, rhf));
        Assert.NotNull(Assert.Single(await Of(road, rhf, closed: true)).ClosedAt);
        Assert.Equal(before + 1, await Unread(road, rhf));
    }

    [Theory, EveryDatabase]
    public async Task Loss_by_expiry_is_the_one_the_products_page_shows(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var rhf = await Person(road, "rhf");
        await Subscribed(road, rhf, new("expiry-loss", "nation", null, "J07", 1));
        await JudgeWarnings.Run(road.Db, Now);
        var warnings = await Of(road, rhf);
        Assert.NotEmpty(warnings);
        foreach (var warning in warnings.Take(5))
        {
            var cover = await App.Stock.Products.ProductCover.Run(road.Db, warning.Subject["product/".Length..], Now);
            Assert.True(cover.Loss > Money.Kroner(1));
            Assert.Contains($"\"{cover.Loss}\"", warning.Args);
        }
    }

    [Theory, EveryDatabase]
    public async Task A_recall_warns_those_whose_stock_it_takes_and_those_who_watch_the_country(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var dmp = await Person(road, "dmp");
        await Subscribed(road, dmp, new("open-recall", "nation", Road.Rabies));
        await Subscribed(road, road.Desk, new("open-recall", "own"));
        await Subscribed(road, road.Pharmacist, new("open-recall", "own"));
        var scope = (await OpenRecall.Run(road.Db, new("one", "Particles", Road.Rabies), Now, road.Desk)).Value;
        Assert.DoesNotContain(scope.Tasks, task => task.HolderId == road.Pharmacist.Party);
        await React(road);
        Assert.Contains(await Of(road, dmp), one => one.Link == $"/recalls/{scope.Recall}");
        Assert.Single(await Of(road, road.Desk));
        Assert.Empty(await Of(road, road.Pharmacist));

        foreach (var task in scope.Tasks.Where(task => task.Unknown > 0))
            Assert.True((await AnswerRecall.Run(road.Db, scope.Recall!.Value, new(task.LotId, task.Unknown), Now,
                road.Desk with { Party = task.HolderId })).Ok);
        Assert.True((await Recalls.Close(road.Db, scope.Recall!.Value, "Done", Now, road.Desk)).Ok);
        await JudgeWarnings.Run(road.Db, Now);
        Assert.DoesNotContain(await Of(road, dmp), one => one.Link == $"/recalls/{scope.Recall}");
        Assert.Empty(await Of(road, road.Desk));
    }

    [Theory, EveryDatabase]
    public async Task Who_has_not_reported_is_warned_of_after_the_days_asked_for(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var rhf = await Person(road, "rhf");
        await Subscribed(road, rhf, new("silent-reporter", "nation", Limit: 5));
        var later = Moment.Of(Now.Utc.AddDays(40));
        await JudgeWarnings.Run(road.Db, later);
        var silent = await Of(road, rhf);
        Assert.NotEmpty(silent);
        Assert.All(silent, one => Assert.Contains("has not sent the stock report", one.Says(Language.En)));
    }

    [Theory, EveryDatabase]
    public async Task Nobody_is_warned_of_stock_the_person_may_not_read(DbKind kind)
    {
        await using var road = await Road.On(kind);
        Assert.Equal(["warning-area-not-allowed"], await Why(road, road.Physician, new("cover", "nation", Limit: 30)));
        Assert.True((await Subscriptions.Save(road.Db, null, new("open-recall", "nation"), Now, road.Desk)).Ok);
        var dmp = await Person(road, "dmp");
        var asked = await Subscribed(road, dmp, new("open-recall", "nation", Road.Rabies));
        Assert.True((await OpenRecall.Run(road.Db, new("one", "Particles", Road.Rabies), Now, road.Desk)).Ok);
        await JudgeWarnings.Run(road.Db, Now);
        var warning = (await Of(road, dmp)).Last();
        Assert.Equal("warning-unknown", (await Warnings.Get(road.Db, warning.Id, road.Physician)).Refusal?.Code);
        Assert.True((await Warnings.Get(road.Db, warning.Id, await Person(road, "revisor"))).Ok);
        // A colleague who may not see the country does not see it here either.
        Assert.Equal("warning-unknown", (await Warnings.Get(road.Db, warning.Id,
            road.Physician with { Party = dmp.Party })).Refusal?.Code);

        await MadePhysician(road, "dmp");
        var before = await Unread(road, dmp);
        await JudgeWarnings.Run(road.Db, Now);
        Assert.DoesNotContain(await Of(road, dmp), one => one.Id == warning.Id);
        Assert.Equal(before, await Unread(road, dmp));
        Assert.Equal("warning-subscription-unknown",
            (await Subscriptions.End(road.Db, asked.Id, Now, road.Desk)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_warning_is_acknowledged_with_a_note_and_ends_with_its_subscription(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var asked = await Subscribed(road, road.Desk, new("open-recall", "own"));
        Assert.True((await OpenRecall.Run(road.Db, new("one", "Particles", Road.Rabies), Now, road.Desk)).Ok);
        await JudgeWarnings.Run(road.Db, Now);
        var warning = Assert.Single(await Of(road, road.Desk));
        Assert.Equal("warning-note-missing", (await Said(" ")).Refusal?.Code);
        Assert.Equal("We set them aside", (await Said("We set them aside")).Value.Note);
        Assert.Equal("Sent back today", (await Said("Sent back today")).Value.Note);
        Assert.Equal("warning-unknown",
            (await Warnings.Acknowledge(road.Db, warning.Id, "x", Now, road.Physician)).Refusal?.Code);
        Assert.True((await Subscriptions.End(road.Db, asked.Id, Now, road.Desk)).Ok);
        Assert.Equal("warning-closed", (await Said("x")).Refusal?.Code);
        Assert.Equal("Sent back today", Assert.Single(await Of(road, road.Desk, closed: true)).Note);

        Task<Result<Warning>> Said(string note) => Warnings.Acknowledge(road.Db, warning.Id, note, Now, road.Desk);
    }

    [Theory, EveryDatabase]
    public async Task The_job_judges_once_a_day(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var tomorrow = Moment.Of(Now.Utc.AddDays(1));
        Assert.NotNull(await JudgeWarnings.Daily(road.Db, tomorrow));
        Assert.Null(await JudgeWarnings.Daily(road.Db, tomorrow));
        Assert.NotNull(await JudgeWarnings.Daily(road.Db, Moment.Of(tomorrow.Utc.AddDays(1))));
    }

    [Theory, EveryDatabase]
    public async Task All_that_is_wrong_with_a_subscription_is_said_at_once(DbKind kind)
    {
        await using var road = await Road.On(kind);
        Assert.Equal(["word-unknown", "word-unknown", "warning-article-unknown", "warning-atc-wrong"],
            await Why(road, road.Desk, new("noise", "moon", "000000", "J07-B")));
        Assert.Equal(["warning-limit-wrong"], await Why(road, road.Desk, new("cover", "own", Limit: 0)));
        Assert.Equal(["warning-products-not-asked"],
            await Why(road, road.Desk, new("silent-reporter", "own", Road.Rabies, Limit: 1)));
    }

    [Fact]
    public async Task The_command_line_subscribes_judges_lists_and_acknowledges()
    {
        await using var road = await Road.On(DbKind.Sqlite);
        var made = await Run("forsyning", "warnings", "subscribe", "--kind", "open-recall", "--area", "own");
        Assert.Equal(0, made.Exit);
        Assert.Contains("open-recall", (await Run("forsyning", "warnings", "subscriptions")).Answer);
        Assert.True((await OpenRecall.Run(road.Db, new("one", "Particles", Road.Rabies), Now, road.Desk)).Ok);
        Assert.Equal(2, (await Run("forsyning", "warnings", "run")).Exit);
        Assert.Contains("raised", (await Run("dmp", "warnings", "run")).Answer);
        Assert.Contains("not accounted for", (await Run("forsyning", "warnings", "list")).Answer);
        var warning = Assert.Single(await Of(road, road.Desk));
        Assert.Equal(0, (await Run("forsyning", "warnings", "acknowledge", $"{warning.Id}", "--note", "Seen")).Exit);
        var asked = (await Subscriptions.List(road.Db, road.Desk))[0];
        Assert.Equal(0, (await Run("forsyning", "warnings", "unsubscribe", $"{asked.Id}")).Exit);
        Assert.Equal(2, (await Run("forsyning", "warnings", "unsubscribe", $"{asked.Id}")).Exit);

        Task<(int Exit, string Answer, string Errors)> Run(string who, params string[] args) =>
            CommandLine.As(road.Test, who, args);
    }

    static async Task<IEnumerable<string>> Why(Road road, Caller who, SubscriptionRequest request) =>
        (await Subscriptions.Save(road.Db, null, request, Now, who)).Refusal!.Findings!.Select(finding => finding.Code);

    static async Task React(Road road) =>
        await CatchUp.Run(road.Db, [JudgeWarnings.OnFacts, ComposeMessages.OnFacts], Now);

    static Task<Result<int>> MadePhysician(Road road, string persona) => road.Db.Write<int>(async tx =>
        await tx.Do("update person set role = 'physician' where persona = @persona", new { persona }));

    static async Task<long> Unread(Road road, Caller who)
    {
        await CatchUp.Run(road.Db, [ComposeMessages.OnFacts], Now);
        return await Inbox.Unread(road.Db, who);
    }
}
