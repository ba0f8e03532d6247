using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Messages;
using Forsyn.App.Ordering;
using Forsyn.App.Tests.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Messages;

[Collection(nameof(AloneOnTheServer))]
public class MailTests
{
    static async Task<Orders> WithOneLetter(DbKind kind)
    {
        var orders = await Orders.On(kind);
        var number = await orders.Placed();
        await MoveOrder.Run(orders.Db, number, OrderAction.Refuse, "Pasient Kari Nordmann", Orders.Now, orders.Desk);
        await CatchUp.Run(orders.Db, [ComposeMessages.OnFacts], Orders.Now);
        return orders;
    }

    static Moment After(double minutes) => Orders.Now.Plus(TimeSpan.FromMinutes(minutes));

    static Task<int> Send(Orders orders, double minutes, Func<Mail, Task>? send = null) =>
        Mails.Send(orders.Db, send ?? (_ => Task.CompletedTask), () => After(minutes));

    static async Task<Mail> Only(Orders orders) => Assert.Single(await Mails.List(orders.Db, new()));

    [Theory, EveryDatabase]
    public async Task A_letter_is_sent_once_and_holds_nothing_that_somebody_wrote(DbKind kind)
    {
        await using var orders = await WithOneLetter(kind);
        var sent = new List<Mail>();
        Task Keep(Mail mail) { sent.Add(mail); return Task.CompletedTask; }
        Assert.Equal(1, await Send(orders, 0, Keep));
        Assert.Equal(0, await Send(orders, 60, Keep));
        var (subject, body) = MessageText.Letter(Assert.Single(sent), "");
        Assert.DoesNotContain("Nordmann", subject + body);
        Assert.Equal("sent", (await Only(orders)).State);
        Assert.Equal("mail-unknown", (await Mails.Again(orders.Db, sent[0].Id, Orders.Now)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_letter_that_fails_is_tried_later_and_later_until_it_is_given_up(DbKind kind)
    {
        await using var orders = await WithOneLetter(kind);
        var attempts = 0;
        Task Fail(Mail _) { attempts++; throw new InvalidOperationException("no such mailbox"); }
        await Send(orders, 0, Fail);
        var waiting = await Only(orders);
        Assert.Equal(("waiting", 1, "no such mailbox"), (waiting.State, waiting.Attempts, waiting.Failure));
        await Send(orders, 0.9, Fail);
        Assert.Equal(1, attempts);
        await Send(orders, 1, Fail);
        Assert.Equal(2, attempts);
        foreach (var minutes in (int[])[6, 36, 156, 876]) await Send(orders, minutes, Fail);
        Assert.Equal(("failed", 6), ((await Only(orders)).State, attempts));
        await Send(orders, 100_000, Fail);
        Assert.Equal(6, attempts);
        await Mails.Again(orders.Db, waiting.Id, After(100_000));
        Assert.Equal(1, await Send(orders, 100_000));
        Assert.Null((await Only(orders)).Failure);
    }

    [Theory, EveryDatabase]
    public async Task Two_hosts_send_a_letter_once(DbKind kind)
    {
        await using var orders = await WithOneLetter(kind);
        var sent = 0;
        async Task Slowly(Mail _)
        {
            Interlocked.Increment(ref sent);
            Assert.Equal(0, await Send(orders, 1));
        }
        Assert.Equal(1, await Send(orders, 0, Slowly));
        Assert.Equal(1, sent);
    }

    [Theory, EveryDatabase]
    public async Task A_letter_of_a_host_that_died_is_sent_by_the_next(DbKind kind)
    {
        await using var orders = await WithOneLetter(kind);
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            Send(orders, 0, _ => throw new OperationCanceledException()));
        Assert.Equal(0, await Send(orders, 1));
        Assert.Equal(1, await Send(orders, 2));
    }

    [Theory, EveryDatabase]
    public async Task Letters_are_found_by_address_and_state(DbKind kind)
    {
        await using var orders = await WithOneLetter(kind);
        Assert.Single(await Mails.List(orders.Db, new(Query: "LEGE@")));
        Assert.Empty(await Mails.List(orders.Db, new(Query: "apotek")));
        Assert.Single(await Mails.List(orders.Db, new(State: "waiting")));
        Assert.Empty(await Mails.List(orders.Db, new(State: "sent")));
    }
}
