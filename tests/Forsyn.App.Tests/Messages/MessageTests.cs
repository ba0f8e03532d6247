using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Messages;
using Forsyn.App.Ordering;
using Forsyn.App.Parties;
using Forsyn.App.Texts;
using Forsyn.App.Tests.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Messages;

[Collection(nameof(AloneOnTheServer))]
public class MessageTests
{
    static Task<bool> Deliver(Orders orders) => CatchUp.Run(orders.Db, [ComposeMessages.OnFacts], Orders.Now);

    static async Task<IReadOnlyList<string>> Kinds(Orders orders, Caller caller) =>
        [.. (await Inbox.List(orders.Db, new(), caller)).Select(message => message.Kind)];

    [Theory, EveryDatabase]
    public async Task A_customer_is_told_of_each_step_of_an_order(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var number = await orders.Placed();
        await MoveOrder.Run(orders.Db, number, OrderAction.Ask, "Hvor mange?", Orders.Now, orders.Desk);
        await MoveOrder.Run(orders.Db, number, OrderAction.Answer, "To", Orders.Now, orders.Physician);
        await MoveOrder.Run(orders.Db, number, OrderAction.Release, "", Orders.Now, orders.Desk);
        await MoveOrder.Run(orders.Db, number, OrderAction.Refuse, "Utsolgt", Orders.Now, orders.Desk);
        await Deliver(orders);
        Assert.Equal(["order-refused", "order-released", "order-asked", "order-placed"],
            await Kinds(orders, orders.Physician));
        Assert.Equal(["order-answered"], await Kinds(orders, orders.Desk));
        Assert.Empty(await Kinds(orders, orders.Nurse));
        var first = (await Inbox.List(orders.Db, new(), orders.Physician))[^1];
        Assert.Equal($"Order {number:n0} has been received".Replace(",", ""), first.Title(Language.En));
        Assert.Equal($"/orders/{number}", first.Link);
        Assert.Equal(Orders.Now, first.MadeAt);
    }

    [Theory, EveryDatabase]
    public async Task A_fact_that_is_delivered_twice_makes_one_message_and_one_letter(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var number = await orders.Placed();
        await MoveOrder.Run(orders.Db, number, OrderAction.Refuse, "Utsolgt", Orders.Now, orders.Desk);
        await Deliver(orders);
        await orders.Db.Write<int>(async tx =>
            await tx.Do("update subscription set read_tx = 0, read_id = 0 where name = 'messages'"),
            stop: TestContext.Current.CancellationToken);
        await Deliver(orders);
        Assert.Equal(2, (await Kinds(orders, orders.Physician)).Count);
        Assert.Equal("order-refused", Assert.Single(await Mails.List(orders.Db, new())).Kind);
    }

    [Theory, EveryDatabase]
    public async Task What_the_desk_writes_down_is_told_to_everybody_who_orders_for_the_customer(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        await PlaceOrder.Run(orders.Db, Orders.Request() with
        {
            Customer = "office-5601-2", Channel = "post", Requisitioner = new("Ola Lege", "physician", null),
        }, Orders.Now, orders.Desk);
        await Deliver(orders);
        Assert.Equal(["order-placed"], await Kinds(orders, orders.Physician));
        Assert.Empty(await Kinds(orders, orders.Desk));
    }

    [Theory, EveryDatabase]
    public async Task A_message_is_read_once_marked_again_and_nobody_else_s(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        await orders.Placed();
        await Deliver(orders);
        Assert.Equal(1, await Inbox.Unread(orders.Db, orders.Physician));
        var id = Assert.Single(await Inbox.List(orders.Db, new(UnreadOnly: true), orders.Physician)).Id;
        var others = await Inbox.Mark(orders.Db, id, true, Orders.Now, orders.Nurse);
        Assert.Equal("message-unknown", others.Refusal?.Code);
        await Inbox.Mark(orders.Db, id, true, Orders.Now, orders.Physician);
        Assert.Equal(0, await Inbox.Unread(orders.Db, orders.Physician));
        Assert.Empty(await Inbox.List(orders.Db, new(UnreadOnly: true), orders.Physician));
        await Inbox.Mark(orders.Db, id, false, Orders.Now, orders.Physician);
        Assert.Equal(1, (await Inbox.MarkAll(orders.Db, Orders.Now, orders.Physician)).Value);
        Assert.Empty(await Inbox.List(orders.Db, new(Kind: "order-held"), orders.Physician));
    }

    [Theory, EveryDatabase]
    public async Task A_person_chooses_what_comes_where_and_in_which_language(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        await MessageSettings.Save(orders.Db, new("kari@example.no", Language.Nn,
            [new(MessageKind.OrderPlaced, InApp: false, ByMail: true)]), orders.Physician);
        var number = await orders.Placed();
        await Deliver(orders);
        Assert.Empty(await Kinds(orders, orders.Physician));
        Assert.Equal(0, await Inbox.Unread(orders.Db, orders.Physician));
        var mail = Assert.Single(await Mails.List(orders.Db, new()));
        Assert.Equal("kari@example.no", mail.Address);
        var (subject, body) = MessageText.Letter(mail, "https://vaksine.example/");
        Assert.Equal($"Bestilling {number} er motteken", subject);
        Assert.Contains($"https://vaksine.example/orders/{number}", body);
        var wishes = await MessageSettings.Read(orders.Db, orders.Physician);
        Assert.Equal((Language.Nn, false), (wishes.Language, wishes.Kinds[0].InApp));
        Assert.True(wishes.Kinds.Single(wish => wish.Kind == MessageKind.OrderRefused).ByMail);
    }

    [Theory, EveryDatabase]
    public async Task An_address_that_could_carry_headers_is_refused(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        foreach (var wrong in (string[])["kari", "kari@", "a@b.no\nBcc: x@y.no", "Kari <kari@b.no>", "a b@c.no"])
            Assert.Equal("email-wrong", (await MessageSettings.Save(orders.Db,
                new(wrong, Language.Nb, []), orders.Physician)).Refusal?.Code);
    }

    [Theory, EveryDatabase, Requirement("CHN-002")]
    public async Task Whoever_asked_for_access_is_told_the_answer_by_mail(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var admin = (await Personas.Of(orders.Db, Orders.Now).Find("admin"))!;
        var given = await Ask("Turid Sand", "turid@example.no");
        var made = (await ApproveAccess.Run(orders.Db, given, "office-5601-2", Orders.Now, admin)).Value;
        await AccessRequests.Refuse(orders.Db, await Ask("Per Nei", "per@example.no"), "Ukjent", Orders.Now, admin);
        await Deliver(orders);
        var mails = await Mails.List(orders.Db, new());
        Assert.Equal(
            [
                ("per@example.no", "access-refused"), ("nettbutikk.vaksine@fhi.no", "access-asked"),
                ("turid@example.no", "access-approved"), ("nettbutikk.vaksine@fhi.no", "access-asked"),
            ],
            mails.OrderByDescending(mail => mail.Id).Select(mail => (mail.Address, mail.Kind)));
        Assert.Equal(["access-asked", "access-asked"], await Kinds(orders, admin));
        var turid = (await Personas.Of(orders.Db, Orders.Now).Find(made.Persona))!;
        Assert.Equal("turid@example.no", (await MessageSettings.Read(orders.Db, turid)).Email);

        async Task<long> Ask(string name, string email) => (await RequestAccess.Run(orders.Db,
            new(name, "Alta legekontor", "physician", email, "", ""), Orders.Now)).Value.Id;
    }

    [Fact]
    public void Every_kind_has_its_words_in_every_language()
    {
        string[] names = ["number", "n", "asked", "allotted", "from", "to", "season", "lots", "name", "day", "cover",
            "expiryloss", "silentreporter", "openrecall", "fridgealarm", "breaches", "units", "year", "version"];
        (string, object?)[] values = [.. names.Select(name => (name, (object?)1))];
        foreach (var kind in Enum.GetValues<MessageKind>().Select(Kebab.Of))
            foreach (var language in Languages.All)
                foreach (var key in (string[])["message", "message-about", "message-name"])
                    Assert.NotNull(Text.Find(language, $"{key}.{kind}", values));
    }
}
