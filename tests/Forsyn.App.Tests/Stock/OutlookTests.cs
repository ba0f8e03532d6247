using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Stock;
using Forsyn.App.Stock.Outlook;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

public class OutlookTests
{
    static readonly Moment Now = Databases.SeededAt;

    sealed record Country(TestDatabase Test, Caller Hospital, Caller Pharmacy, Caller Regulator, Caller Physician)
        : IAsyncDisposable
    {
        public Db Db => Test.Db;

        public static async Task<Country> On(DbKind kind)
        {
            var test = await Databases.Seeded(kind);
            var people = Personas.Of(test.Db, Now);
            async Task<Caller> Person(string id) => (await people.Find(id))!;
            return new(test, await Person("sykehus"), await Person("apotek"), await Person("dmp"),
                await Person("lege"));
        }

        public async Task<StockMove> Proposed()
        {
            await ComputeOutlook.Run(Db, Now);
            return (await StockMoves.List(Db, Hospital, new())).Items.First(one => one.FromHolder == Hospital.Party);
        }

        public Task<long> Units(Caller who, long lot, Status status) => Db.One<long>(
            "select coalesce(sum(quantity), 0) from balance where holder_id = @Party and lot_id = @lot and " +
            "status = @status", new { who.Party, lot, status = (short)status })!;

        public ValueTask DisposeAsync() => Test.DisposeAsync();
    }

    [Theory, EveryDatabase]
    public async Task What_one_will_lose_is_proposed_to_another_and_both_see_it_and_nobody_else(DbKind kind)
    {
        await using var country = await Country.On(kind);
        var move = await country.Proposed();
        Assert.Equal(country.Pharmacy.Party, move.ToHolder);
        Assert.True(move is { Units: > 0, State: "proposed", Nearness: "region" } && move.Saved > move.Cost);
        Assert.Contains((await StockMoves.List(country.Db, country.Pharmacy, new())).Items, one => one.Id == move.Id);
        var all = await StockMoves.List(
            country.Db, country.Regulator, new(ArticleNumber: move.ArticleNumber, Limit: 200));
        Assert.Contains(all.Items, one => one.Id == move.Id);
        Assert.Empty((await StockMoves.List(country.Db, country.Physician, new())).Items);
        var elsewhere = await StockMoves.List(country.Db, country.Regulator,
            new(County: "11", ArticleNumber: move.ArticleNumber, Limit: 200));
        Assert.DoesNotContain(elsewhere.Items, one => one.Id == move.Id);

        var losses = await Losses.Run(country.Db, country.Hospital, new());
        var mine = losses.Page.Items.Single(one => one.ArticleNumber == move.ArticleNumber);
        Assert.Equal(mine.Lost - move.Units, mine.LostWith);
        Assert.Equal((losses.Sums.Lost, losses.Sums.Loss),
            (losses.Page.Items.Sum(one => one.Lost), Money.Sum(losses.Page.Items.Select(one => one.Value))));
        Assert.True(losses.Sums.LossWith < losses.Sums.Loss);
        Assert.Contains($"{mine.Value}", Losses.Csv(losses));
    }

    [Theory, EveryDatabase]
    public async Task Both_say_yes_the_giver_sends_and_the_receiver_counts_what_came(DbKind kind)
    {
        await using var country = await Country.On(kind);
        var (db, move) = (country.Db, await country.Proposed());
        Assert.Equal("stock-move-not-in-state",
            (await CarryOutMove.Send(db, move.Id, Now, country.Hospital)).Refusal?.Code);
        Assert.Equal("proposed", (await CarryOutMove.Accept(db, move.Id, Now, country.Pharmacy)).Value.State);
        Assert.Equal("agreed", (await CarryOutMove.Accept(db, move.Id, Now, country.Hospital)).Value.State);
        Assert.Equal("stock-move-not-the-giver",
            (await CarryOutMove.Send(db, move.Id, Now, country.Pharmacy)).Refusal?.Code);
        Assert.Equal("stock-move-unknown",
            (await CarryOutMove.Send(db, move.Id, Now, country.Physician)).Refusal?.Code);
        var had = await country.Units(country.Hospital, move.LotId, Status.Available);

        Assert.Equal("sent", (await CarryOutMove.Send(db, move.Id, Now, country.Hospital)).Value.State);
        Assert.Equal(had - move.Units, await country.Units(country.Hospital, move.LotId, Status.Available));
        Assert.Equal(move.Units, await country.Units(country.Pharmacy, move.LotId, Status.InTransit));
        Assert.Equal("stock-move-count-wrong",
            (await CarryOutMove.Receive(db, move.Id, move.Units, 1, Now, country.Pharmacy)).Refusal?.Code);
        Assert.Equal("stock-move-not-the-receiver",
            (await CarryOutMove.Receive(db, move.Id, null, null, Now, country.Hospital)).Refusal?.Code);
        var received = await CarryOutMove.Receive(db, move.Id, move.Units - 3, 2, Now, country.Pharmacy);
        Assert.Equal("received", received.Value.State);
        Assert.Equal(
            (move.Units - 3, 0L, 2L),
            (await country.Units(country.Pharmacy, move.LotId, Status.Available),
                await country.Units(country.Pharmacy, move.LotId, Status.InTransit),
                await country.Units(country.Pharmacy, move.LotId, Status.Destroyed)));
        Assert.True((await AuditLedger.Run(db)).Clean);
    }

    [Theory, EveryDatabase]
    public async Task Those_concerned_are_told_of_a_proposal_the_day_it_is_new_and_not_again(DbKind kind)
    {
        await using var country = await Country.On(kind);
        var (db, move) = (country.Db, await country.Proposed());
        await db.Write<int>(async tx => await tx.Do("delete from stock_move where id = @Id", new { move.Id }),
            stop: TestContext.Current.CancellationToken);
        Task<List<string>> Facts() => db.List<string>(
            "select payload from fact where name = 'TransfersProposed' order by id")!;
        var before = (await Facts()).Count;
        await ComputeOutlook.Run(db, Now);
        var told = (await Facts()).Skip(before).Single();
        Assert.Contains($"{country.Hospital.Party}", told, StringComparison.Ordinal);
        await ComputeOutlook.Run(db, Now.Plus(TimeSpan.FromMinutes(1)));
        Assert.Equal(before + 1, (await Facts()).Count);
    }

    [Theory, EveryDatabase]
    public async Task What_is_declined_is_left_alone_for_a_month_and_what_one_said_yes_to_stays(DbKind kind)
    {
        await using var country = await Country.On(kind);
        var (db, move) = (country.Db, await country.Proposed());
        Assert.Equal("reason-missing",
            (await CarryOutMove.Decline(db, move.Id, "", Now, country.Pharmacy)).Refusal?.Code);
        var declined = await CarryOutMove.Decline(db, move.Id, "No room", Now, country.Pharmacy);
        Assert.Equal(("declined", Now.Day.AddDays(30)), (declined.Value.State, declined.Value.DeclinedUntil!.Value));
        await ComputeOutlook.Run(db, Now);
        bool Same(StockMove one) => one.LotId == move.LotId && one.ToHolder == move.ToHolder;
        Assert.DoesNotContain((await StockMoves.List(db, country.Hospital, new())).Items, Same);
        // As when the month is over, and nothing else has changed.
        await db.Write<int>(async tx => await tx.Do("update stock_move set declined_until = @Day where id = @Id",
            new { Now.Day, move.Id }), stop: TestContext.Current.CancellationToken);
        await ComputeOutlook.Run(db, Now);
        var again = (await StockMoves.List(db, country.Hospital, new())).Items.Single(Same);

        await CarryOutMove.Accept(db, again.Id, Now, country.Hospital);
        await ComputeOutlook.Run(db, Now.Plus(TimeSpan.FromDays(1)));
        Assert.Contains((await StockMoves.List(db, country.Hospital, new())).Items, one => one.Id == again.Id);
    }

    [Theory, EveryDatabase]
    public async Task What_is_recalled_set_aside_or_of_a_stockpile_is_never_proposed(DbKind kind)
    {
        await using var country = await Country.On(kind);
        var (db, move) = (country.Db, await country.Proposed());
        var aside = country.Hospital with { Roles = [Forsyn.Core.Parties.Role.SupplyPharmacist] };
        Assert.True((await SetAside.Run(db, move.LotId, true, "Warm", Now, aside)).Ok);
        await ComputeOutlook.Run(db, Now);
        Assert.DoesNotContain((await StockMoves.List(db, country.Regulator, new())).Items,
            one => one.LotId == move.LotId);
        Assert.True((await SetAside.Run(db, move.LotId, false, "Fine", Now, aside)).Ok);
        var shelf = await db.One<StockRow>("select place_id, quantity from balance where holder_id = @Party and " +
            "lot_id = @LotId and status = 0 and quantity > 0", new { country.Hospital.Party, move.LotId });
        Assert.True((await Post.Run(db, [new Transfer(move.FromHolder, move.LotId, new Quantity(shelf!.Quantity),
            new Slot(Status.Available, shelf.PlaceId, Pool.Sale),
            new Slot(Status.Available, shelf.PlaceId, Pool.PreparednessSpecialist), "set-aside", "test/1", Now.Day)],
            Now, "test")).Ok);
        await ComputeOutlook.Run(db, Now);
        Assert.DoesNotContain((await StockMoves.List(db, country.Regulator, new())).Items,
            one => one.LotId == move.LotId);
    }

    [Theory, EveryDatabase]
    public async Task What_is_used_before_it_is_sent_is_not_sent(DbKind kind)
    {
        await using var country = await Country.On(kind);
        var (db, move) = (country.Db, await country.Proposed());
        await CarryOutMove.Accept(db, move.Id, Now, country.Pharmacy);
        await CarryOutMove.Accept(db, move.Id, Now, country.Hospital);
        var there = await country.Units(country.Hospital, move.LotId, Status.Available);
        Assert.True((await RecordStockEntry.Run(db, new("use", move.ArticleNumber, move.LotNumber,
            there - move.Units + 1), Now, country.Hospital)).Ok);
        Assert.Equal("stock-move-too-few", (await CarryOutMove.Send(db, move.Id, Now, country.Hospital)).Refusal?.Code);
        await ComputeOutlook.Due(db, Now);
        Assert.Equal(1, await db.One<long>("select count(*) from outlook_run"));
    }
}
