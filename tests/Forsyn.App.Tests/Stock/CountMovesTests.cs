using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Stock;
using Forsyn.App.Stock.Counts;
using Forsyn.App.Tests.Fulfilment;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

/// <summary>
/// Work goes on while it is counted: whatever moves, and however late it is written down, the books say what stands on
/// the shelf when the count is posted.
/// </summary>
public class CountMovesTests
{
    [Theory, EveryDatabase]
    public async Task Whatever_moves_while_it_is_counted_the_books_end_with_what_stands_there(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var shop = await Shop.Open(road.Db, road.Physician);
        for (var seed = 0; seed < 12; seed++) await Round(shop, new Random(seed));
        Assert.True((await AuditLedger.Run(road.Db)).Clean);
    }

    static async Task Round(Shop shop, Random chance)
    {
        for (var i = 0; i < 4; i++) await shop.LoseUnseen(chance);
        await shop.OpenCount();
        foreach (var lot in shop.Lots.Order().ToArray().Concat(shop.Lots.Where(_ => chance.Next(4) == 0)))
        {
            for (var i = chance.Next(3); i > 0; i--) await shop.Move(chance);
            await shop.Count(lot);
            for (var i = chance.Next(3); i > 0; i--) await shop.Move(chance);
        }
        // What is written down after the count is posted has been found missing by then.
        await shop.CatchUp();
        await shop.Post();
        Assert.Equal(shop.Standing(), await shop.Booked());
    }

    /// <summary>A shelf as it is, which only those who stand before it see, beside what the books say.</summary>
    sealed class Shop(Db db, Caller who)
    {
        readonly Dictionary<long, long> _there = [];
        readonly Dictionary<long, CountLine> _lots = [];
        readonly List<Func<Task>> _notWrittenYet = [];
        readonly List<long> _mistakes = [];
        Moment _now = Databases.SeededAt;
        long _count, _place, _next;

        public IReadOnlyCollection<long> Lots => _there.Keys;
        public SortedDictionary<long, long> Standing() => new(_there);

        public static async Task<Shop> Open(Db db, Caller who)
        {
            var shop = new Shop(db, who)
            {
                _place = await db.One<long>("select id from place where party_id = @Party order by is_default desc " +
                    "limit 1", new { who.Party }),
            };
            var lots = await db.List<CountLine>("select l.id as lot_id, l.article_number, l.lot_number, l.expires_on " +
                "from lot l join product p on p.article_number = l.article_number where p.class = 'vaccine' and " +
                "not exists (select 1 from balance b where b.holder_id = @Party and b.lot_id = l.id) " +
                "and l.expires_on > '2027-01-01' order by l.id limit 4", new { who.Party });
            foreach (var lot in lots)
            {
                shop._lots[lot.LotId!.Value] = lot;
                shop._there[lot.LotId.Value] = 0;
                await shop.Receive(lot.LotId.Value, 400);
            }
            return shop;
        }

        Moment Tick() => _now = _now.Plus(TimeSpan.FromMinutes(7));

        public async Task LoseUnseen(Random chance) =>
            _there[Any(chance)] -= await Task.FromResult(chance.Next(3));

        public async Task OpenCount()
        {
            var opened = await App.Stock.Counts.OpenCount.Run(db, new(), Tick(), who);
            Assert.True(opened.Ok, opened.Refusal?.Code);
            _count = opened.Value.Id;
        }

        public async Task Move(Random chance)
        {
            var (lot, units, now) = (Any(chance), chance.Next(1, 6), Tick());
            switch (chance.Next(7))
            {
                case 0: await Receive(lot, units); break;
                case 1: await Use(lot, units, now.Day); break;
                case 2: // it happened yesterday, is gone from the shelf, and is written down at any time
                    if (_notWrittenYet.Count == 0 && Uncounted(lot)) _there[lot] -= units;
                    else break;
                    _notWrittenYet.Add(() => Use(lot, units, now.Day.AddDays(-1), gone: true));
                    break;
                case 3: // an entry of what never happened
                    await Use(lot, units, now.Day, gone: true);
                    _mistakes.Add(await db.One<long>("select max(id) from stock_entry where holder_id = @Party",
                        new { who.Party }));
                    break;
                case 4: await CatchUp(); break;
                case 5: await Reserve(lot, units); break;
                default: _now = _now.Plus(TimeSpan.FromHours(5)); break;
            }
        }

        // What goes unseen after a lot is counted is for the next count to find.
        bool Uncounted(long lot) => !_counted.Contains(lot);

        readonly HashSet<long> _counted = [];

        public async Task Count(long lot)
        {
            var line = _lots[lot];
            var now = Tick();
            // Written down in the evening with the hour it was counted, as on paper.
            var done = await EnterCount.Run(db, _count, new(
                [new(1, line.ArticleNumber, line.LotNumber, null, $"{_there[lot]}")],
                CountedAt: $"{now.Oslo:yyyy-MM-ddTHH:mm:ss}"), Tick(), who);
            Assert.True(done.Ok, done.Refusal?.Code);
            _counted.Add(lot);
        }

        public async Task Post()
        {
            for (var attempt = 0; attempt < 3; attempt++)
            {
                var lines = (await StockCounts.Get(db, _count, _now.Day, who)).Value.Lines;
                await CountWork.Zero(db, _count, [], Tick(), who);
                await CountWork.Reason(db, _count, [.. lines.Select(line => line.Line)], "miscounted", null, who);
                var posted = await PostCount.Run(db, _count, Tick(), who);
                if (posted.Ok && posted.Value.State == CountState.Waiting)
                    posted = await PostCount.Approve(db, _count, Tick(), who with { PersonaId = "second" });
                if (posted.Ok)
                {
                    _counted.Clear();
                    return;
                }
                Assert.All(posted.Refusal!.Findings!, f => Assert.Equal("count-again", f.Code));
                foreach (var lot in Lots.ToArray()) await Count(lot);
            }
            Assert.Fail("it was never posted");
        }

        public async Task CatchUp()
        {
            foreach (var write in _notWrittenYet) await write();
            _notWrittenYet.Clear();
            foreach (var entry in _mistakes)
                Assert.True((await CorrectStockEntry.Run(db, entry, Tick(), who)).Ok);
            _mistakes.Clear();
        }

        public async Task<SortedDictionary<long, long>> Booked()
        {
            var booked = new SortedDictionary<long, long>();
            foreach (var lot in Lots)
                booked[lot] = await db.One<long>("select coalesce(sum(quantity), 0) from balance where " +
                    "holder_id = @Party and lot_id = @lot and status in (0, 2, 3, 4)", new { who.Party, lot });
            return booked;
        }

        async Task Receive(long lot, long units)
        {
            _there[lot] += units;
            await Booking(new Transfer(who.Party!.Value, lot, new Quantity(units), Slot.Outside(Status.Supplier),
                new Slot(Status.Available, _place, Pool.Sale), "receive", $"test/{++_next}", _now.Day));
        }

        async Task Use(long lot, long units, DateOnly day, bool gone = false)
        {
            if (!gone) _there[lot] -= units;
            var used = await RecordStockEntry.Run(db, new("use", _lots[lot].ArticleNumber, _lots[lot].LotNumber, units,
                Day: $"{day:yyyy-MM-dd}"), Tick(), who);
            Assert.True(used.Ok, used.Refusal?.Code);
        }

        Task Reserve(long lot, long units) => Booking(new Transfer(who.Party!.Value, lot, new Quantity(units),
            new Slot(Status.Available, _place, Pool.Sale), new Slot(Status.Quarantine, _place, Pool.Sale), "quarantine",
            $"test/{++_next}", _now.Day));

        async Task Booking(Transfer transfer) =>
            Assert.True((await App.Ledger.Post.Run(db, [transfer], Tick(), "test")).Ok);

        long Any(Random chance) => Lots.Order().ElementAt(chance.Next(Lots.Count));
    }
}
