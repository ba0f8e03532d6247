using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering.Content;
using Forsyn.Core.Basics;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering.Content;

public class ProgrammeChangeTests
{
    static readonly Moment Now = Databases.SeededAt;
    static readonly DateOnly Today = Now.Day;

    static readonly RecommendationRequest Rsv =
        new("childhood", "add", "rsv", null, $"{Today.AddDays(30):yyyy-MM-dd}", "Fewer infants in hospital, 26/12");

    static Moment On(int days) => Now.Plus(TimeSpan.FromDays(days));

    static async Task<Caller> Person(Db db, string persona) => (await Personas.Of(db, Now).Find(persona))!;

    static async Task<long> Recommended(Db db, RecommendationRequest? request = null)
    {
        var done = await RecommendChange.Run(db, request ?? Rsv, Now, await Person(db, "forsyning"));
        Assert.True(done.Ok, string.Join(", ", done.Refusal?.Findings?.Select(f => f.Code) ?? [done.Refusal?.Code!]));
        return done.Value.Id;
    }

    static AnswerRequest Accept(int days) => new(true, $"{Today.AddDays(days):yyyy-MM-dd}", "Tender 26/7");

    static IEnumerable<string> Codes<T>(Result<T> result) => result.Refusal!.Findings!.Select(f => f.Code);

    [Theory, EveryDatabase, Requirement("ACT-013")]
    public async Task One_agency_recommends_and_another_answers_for_supply_and_it_holds_from_its_day(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        Db db = test;
        var (fhi, dmp) = (await Person(db, "forsyning"), await Person(db, "dmp"));
        var id = await Recommended(db);
        Assert.Equal("not-allowed", (await AnswerRecommendation.Run(db, id, Accept(60), Now, fhi)).Refusal?.Code);
        Assert.Equal("not-allowed", (await RecommendChange.Run(db, Rsv, Now, dmp)).Refusal?.Code);
        Assert.Equal("recommended", (await ContentChanges.Get(db, id, Today))!.State);
        Assert.Empty(await ContentChanges.Accepted(db, "childhood", Today));

        var done = await AnswerRecommendation.Run(db, id, Accept(60), On(2), dmp);
        Assert.Equal((Today.AddDays(60), fhi.PartyName, dmp.PartyName, "Tender 26/7"),
            (done.Value.InForceOn!.Value, done.Value.RecommendedFor, done.Value.AnsweredFor, done.Value.Note));
        foreach (var (day, state) in ((int, string?)[])
            [(-1, null), (0, "recommended"), (1, "recommended"), (2, "accepted"), (59, "accepted"), (60, "in-force")])
            Assert.Equal(state, (await ContentChanges.List(db, new(On: Today.AddDays(day)), Today))
                .Items.SingleOrDefault()?.State);
        var before = await ContentChanges.Get(db, id, Today.AddDays(1));
        Assert.Equal((null, null, null), (before!.Note, before.AnsweredFor, before.InForceOn));
        Assert.Equal("rsv", (await ContentChanges.Accepted(db, "childhood", Today.AddDays(60))).Single().Subject);
        Assert.Empty(await ContentChanges.Accepted(db, "hpv", Today.AddDays(60)));
        Assert.Equal("programme-change-closed",
            (await AnswerRecommendation.Run(db, id, Accept(60), On(3), dmp)).Refusal?.Code);
        Assert.Equal("programme-change-unknown",
            (await AnswerRecommendation.Run(db, 7, Accept(60), On(3), dmp)).Refusal?.Code);
    }

    [Theory, EveryDatabase, Requirement("ACT-013")]
    public async Task Nobody_does_both_whatever_roles_and_only_the_party_with_the_mandate_does_either(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        Db db = test;
        var (fhi, dmp) = (await Person(db, "forsyning"), await Person(db, "dmp"));
        // Somebody with both roles, who works for the one and then for the other.
        var both = fhi with { Roles = [Role.SupplyPharmacist, Role.Regulator] };
        var id = (await RecommendChange.Run(db, Rsv, Now, both)).Value.Id;
        Assert.Equal("programme-mandate",
            (await AnswerRecommendation.Run(db, id, Accept(60), Now, both)).Refusal?.Code);
        Assert.Equal("programme-change-own",
            (await AnswerRecommendation.Run(db, id, Accept(60), Now, both with { Party = dmp.Party })).Refusal?.Code);
        Assert.Equal("programme-mandate",
            (await RecommendChange.Run(db, Rsv, Now, dmp with { Roles = both.Roles })).Refusal?.Code);
        Assert.Equal("programme-mandate",
            (await RecommendChange.Withdraw(db, id, Now, dmp with { Roles = both.Roles })).Refusal?.Code);
        Assert.Equal("recommended", (await ContentChanges.Get(db, id, Today))!.State);
        Assert.True((await AnswerRecommendation.Run(db, id, Accept(60), Now, dmp)).Ok);
    }

    [Theory, EveryDatabase, Requirement("ACT-013")]
    public async Task What_is_sent_back_or_withdrawn_changes_nothing_and_may_be_recommended_anew(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        Db db = test;
        var (fhi, dmp) = (await Person(db, "forsyning"), await Person(db, "dmp"));
        var first = await Recommended(db);
        Assert.Equal("programme-change-open", (await RecommendChange.Run(db, Rsv, Now, fhi)).Refusal?.Code);
        Assert.Equal(["programme-answer-note"],
            Codes(await AnswerRecommendation.Run(db, first, new(false, null, " "), Now, dmp)));
        var back = (await AnswerRecommendation.Run(db, first, new(false, null, "No supplier"), Now, dmp)).Value;
        Assert.Equal(("sent-back", "No supplier", (DateOnly?)null), (back.State, back.Note, back.InForceOn));
        var second = await Recommended(db);
        Assert.Equal("withdrawn", (await RecommendChange.Withdraw(db, second, Now, fhi)).Value.State);
        Assert.Equal("programme-change-closed", (await RecommendChange.Withdraw(db, second, Now, fhi)).Refusal?.Code);
        Assert.Empty(await ContentChanges.Accepted(db, "childhood", Today.AddYears(1)));
        var third = await Recommended(db);
        var page = await ContentChanges.List(db, new("childhood"), Today, limit: 2);
        Assert.Equal([third, second], page.Items.Select(one => one.Id));
        Assert.Equal(first, (await ContentChanges.List(db, new("childhood"), Today, page.Next)).Items.Single().Id);
        Assert.Equal(first, (await ContentChanges.List(db, new(State: "sent-back"), Today)).Items.Single().Id);
    }

    [Theory, EveryDatabase, Requirement("ACT-013")]
    public async Task All_that_is_wrong_is_told_at_once_and_supply_never_begins_before_the_day_recommended(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        Db db = test;
        var (fhi, dmp) = (await Person(db, "forsyning"), await Person(db, "dmp"));
        Assert.Equal(["programme-change-programme", "programme-change-kind", "programme-change-from",
            "programme-change-grounds", "programme-change-subject"],
            Codes(await RecommendChange.Run(db, new("x", "x", "rsv", "1", "2026-01-01", ""), Now, fhi)));
        Assert.Equal(["programme-change-subject-unknown"],
            Codes(await RecommendChange.Run(db, Rsv with { Disease = "plague" }, Now, fhi)));
        var article = await db.One<string>("select min(article_number) from product where hpv = @yes",
            new { yes = true });
        var product = Rsv with { Programme = "hpv", Disease = null, ArticleNumber = article };
        Assert.Equal(["programme-change-offered"], Codes(await RecommendChange.Run(db, product, Now, fhi)));
        Assert.Equal(["programme-change-not-offered"], Codes(
            await RecommendChange.Run(db, product with { Programme = "influenza", Kind = "remove" }, Now, fhi)));

        var id = await Recommended(db);
        Assert.Equal(["programme-answer-day", "programme-answer-note"],
            Codes(await AnswerRecommendation.Run(db, id, Accept(29) with { Note = "" }, Now, dmp)));
        Assert.True((await AnswerRecommendation.Run(db, id, Accept(60), Now, dmp)).Ok);
        Assert.Equal(["programme-change-offered"], Codes(await RecommendChange.Run(db, Rsv, Now, fhi)));
        var end = await Recommended(db, Rsv with { Kind = "remove" });
        Assert.Equal(["programme-answer-later"], Codes(await AnswerRecommendation.Run(db, end, Accept(60), Now, dmp)));
        Assert.True((await AnswerRecommendation.Run(db, end, Accept(61), Now, dmp)).Ok);
    }
}
