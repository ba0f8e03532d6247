using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class AdviceTests
{
    const string Patient = "15819850027";

    static AdviceQuestion About(string subject, string text = "Hvor lenge holder den?", string? order = null,
        string? article = null) => new(subject, text, order, article);

    static async Task<long> Asked(Orders orders, AdviceQuestion question, int hoursLater = 0) =>
        (await AskAdvice.Run(orders.Db, question, Orders.Now.Plus(TimeSpan.FromHours(hoursLater)), orders.Physician))
            .Value.Id;

    [Theory, EveryDatabase, Requirement("MAN-012")]
    public async Task A_question_is_asked_answered_asked_on_and_closed_with_who_and_when(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var order = await orders.Placed();
        var id = await Asked(orders, About("Holdbarhet", order: $"{order}", article: Orders.Single));
        var later = Orders.Now.Plus(TimeSpan.FromHours(2));
        async Task<AdviceReceipt> Move(AdviceAction action, string? text) => (await MoveAdvice.Run(orders.Db, id,
            action, text, later, action == AdviceAction.Answer ? orders.Desk : orders.Physician)).Value;
        Assert.Equal(AdviceState.Answered, (await Move(AdviceAction.Answer, "Seks timer.")).State);
        Assert.Equal(AdviceState.Open, (await Move(AdviceAction.Question, "Også i romtemperatur?")).State);
        Assert.Equal(AdviceState.Answered, (await Move(AdviceAction.Answer, "Ja.")).State);
        Assert.Equal(AdviceState.Closed, (await Move(AdviceAction.Close, null)).State);

        var view = (await ListAdvice.One(orders.Db, id, orders.Desk)).Value;
        Assert.Equal(["question", "answer", "question", "answer", "close"], view.Entries.Select(e => e.Kind));
        Assert.Equal((orders.Desk.Name, later, "Seks timer."),
            (view.Entries[1].ByPerson, view.Entries[1].At, view.Entries[1].Text));
        Assert.Equal((order, Orders.Single, orders.Physician.Name, later, orders.Desk.Name),
            (view.Head.OrderNumber, view.Head.ArticleNumber, view.Head.AskedName, view.Head.AnsweredAt!.Value,
                view.Head.AnsweredBy));
        Assert.Equal(Orders.Now, view.Head.AskedAt);
        Assert.Equal(later, view.Head.WaitingSince);
        Assert.Equal(id, Assert.Single(await ListAdvice.OfOrder(orders.Db, order)).Id);
        Assert.Equal(
            ["AdviceAsked", "AdviceAnswered", "AdviceAsked", "AdviceAnswered"],
            await orders.Db.List<string>("select name from fact where name like 'Advice%' order by id"));
    }

    [Theory, EveryDatabase, Requirement("MAN-012")]
    public async Task A_text_with_an_identity_number_is_refused_and_kept_nowhere(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var refused = (await AskAdvice.Run(orders.Db,
            About($"Til {Patient}", $"Født {Patient[..6]} {Patient[6..]}", "77", "999999"), Orders.Now,
            orders.Physician)).Refusal!;
        Assert.Equal("advice-faulty", refused.Code);
        Assert.Equal(
            [("advice-identity-number", "subject"), ("advice-identity-number", "question"),
                ("advice-order-unknown", "order"), ("advice-article-unknown", "article")],
            refused.Findings!.Select(f => (f.Code, f.Args["field"])));
        Assert.DoesNotContain(refused.Findings!, f => f.Args.Values.Any(value => value.Contains(Patient)));
        Assert.Equal(0, await orders.Db.One<long>("select count(*) from advice"));

        var id = await Asked(orders, About("Holdbarhet"));
        foreach (var (action, by) in new[] { (AdviceAction.Question, orders.Physician),
            (AdviceAction.Answer, orders.Desk), (AdviceAction.Close, orders.Desk) })
            Assert.Equal("advice-identity-number", Assert.Single((await MoveAdvice.Run(
                orders.Db, id, action, $"Gjelder {Patient}", Orders.Now, by)).Refusal!.Findings!).Code);
        Assert.Equal(1, await orders.Db.One<long>("select count(*) from advice_entry"));
    }

    [Theory, EveryDatabase, Requirement("MAN-012")]
    public async Task The_desk_sees_first_what_has_waited_longest_and_finds_by_words_a_page_at_a_time(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var first = await Asked(orders, About("Ærlig talt om KULDE", article: Orders.Single), 0);
        var second = await Asked(orders, About("Lagring", "Tåler den lys?"), 1);
        var third = await Asked(orders, About("Dosering"), 2);
        async Task<List<long>> Found(AdviceFilter filter) =>
            [.. (await ListAdvice.Run(orders.Db, filter, orders.Desk)).Select(a => a.Id)];
        var waiting = new AdviceFilter(AdviceState.Open, Sort: AdviceSort.Waiting, Limit: 2);
        Assert.Equal([first, second], await Found(waiting));
        Assert.Equal([third], await Found(waiting with { After = second }));
        Assert.Equal([third, second, first], await Found(new()));
        Assert.Equal([second, first], await Found(new(After: third)));
        // What was answered and asked on waits from the new question.
        await MoveAdvice.Run(orders.Db, first, AdviceAction.Answer, "Ja", Orders.Now.Plus(TimeSpan.FromHours(3)),
            orders.Desk);
        Assert.Equal([second, third], await Found(waiting));
        await MoveAdvice.Run(orders.Db, first, AdviceAction.Question, "Og frost?",
            Orders.Now.Plus(TimeSpan.FromHours(4)), orders.Physician);
        Assert.Equal([second, third, first], await Found(waiting with { Limit = 9 }));

        Assert.Equal([first], await Found(new(Query: "ærlig kulde")));
        Assert.Equal([first], await Found(new(Query: "FROST")));
        Assert.Equal([first], await Found(new(Query: "vaxneuvance")));
        Assert.Equal([second], await Found(new(Query: "lys lagring")));
        Assert.Equal(3, (await Found(new(Query: orders.Physician.PartyName))).Count);
        Assert.Empty(await Found(new(Query: "lys kulde")));
        Assert.Empty(await Found(new(AdviceState.Answered)));
    }

    [Theory, EveryDatabase]
    public async Task Another_party_neither_reads_nor_writes_and_a_stale_page_is_told(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var order = await orders.Placed();
        var id = await Asked(orders, About("Holdbarhet"));
        Assert.Empty(await ListAdvice.Run(orders.Db, new(), orders.Nurse));
        Assert.Equal("advice-unknown", (await ListAdvice.One(orders.Db, id, orders.Nurse)).Refusal!.Code);
        Assert.Equal("advice-order-unknown", Assert.Single((await AskAdvice.Run(
            orders.Db, About("X", order: $"{order}"), Orders.Now, orders.Nurse)).Refusal!.Findings!).Code);
        async Task<string?> Said(AdviceAction action, Forsyn.App.Identity.Caller by, string? text = "a",
            long? version = null) =>
            (await MoveAdvice.Run(orders.Db, id, action, text, Orders.Now, by, version)).Refusal?.Code;
        Assert.Equal("advice-unknown", await Said(AdviceAction.Question, orders.Nurse));
        Assert.Equal("advice-unknown", await Said(AdviceAction.Answer, orders.Physician));
        Assert.Equal("advice-unknown", await Said(AdviceAction.Close, orders.Nurse));
        Assert.Equal("advice-faulty", await Said(AdviceAction.Answer, orders.Desk, " "));
        Assert.Equal("advice-changed-meanwhile", await Said(AdviceAction.Answer, orders.Desk, version: 2));
        Assert.Null(await Said(AdviceAction.Answer, orders.Desk, version: 1));
        Assert.Null(await Said(AdviceAction.Close, orders.Desk, "", 2));
        Assert.Equal("advice-not-in-state", await Said(AdviceAction.Question, orders.Physician));
    }
}
