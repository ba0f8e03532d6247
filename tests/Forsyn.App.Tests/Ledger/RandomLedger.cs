using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Tests;
using Line = Forsyn.Tests.LedgerModel.Line;
using Spot = Forsyn.Tests.LedgerModel.Spot;

namespace Forsyn.App.Tests.Ledger;

/// <summary>Does one random operation at a time to a database and to the model, and keeps both answers.</summary>
public sealed class RandomLedger(Db db, int seed)
{
    sealed record Booked(Line[] Lines, IReadOnlyList<long> Ids);
    sealed record Promised(long Holder, string Document, long Id, long Lot, Spot From, long Units, DateOnly Expires);

    public static readonly DateOnly FirstDay = new(2026, 5, 1);
    const int Days = 30, Holders = 4, Lots = 5;
    static readonly string[] Pools = ["sale", "programme", "emergency", "primary", "specialist"];

    readonly Random _random = new(seed);
    readonly List<Booked> _booked = [];
    readonly List<Promised> _pending = [];
    long _number;

    public LedgerModel Model { get; } = new();
    public Dictionary<string, int> Answers { get; } = [];
    public Moment Now { get; private set; } = Moment.Of(new DateTimeOffset(2026, 5, 15, 8, 0, 0, TimeSpan.Zero));

    public void Wait(TimeSpan span) => Now = Now.Plus(span);

    /// <summary>What was done, what the model says, what the program answered.</summary>
    public async Task<(string What, string Expected, string Actual)> Step()
    {
        _number++;
        Now = Now.Plus(TimeSpan.FromSeconds(1));
        var (what, expected, actual) = _random.Next(100) switch
        {
            < 22 => await Receive(),
            < 40 => await TakeOut(),
            < 50 => await MoveWithin(),
            < 60 => await Send(),
            < 68 => await Reserve(),
            < 76 => await End(),
            < 78 => await Expire(),
            < 86 => await Repeat(),
            < 95 => await Undo(),
            _ => await Bad(),
        };
        var answer = $"{what}: {expected}";
        Answers[answer] = Answers.GetValueOrDefault(answer) + 1;
        return (what, expected, actual);
    }

    long Holder() => _random.Next(1, Holders + 1);
    Spot Free() => new("available", _random.Next(1, 3), Pools[_random.Next(2)]);
    DateOnly Day() => FirstDay.AddDays(_random.Next(Days));

    Line Random(string why, Spot from, Spot to, int atMost) =>
        new(Holder(), _random.Next(1, Lots + 1), _random.Next(1, atMost + 1), from, to, why, $"paper/{_number}", Day());

    Task<(string, string, string)> Receive() => Post("receive", [Random("receive", new("supplier"), Free(), 60)]);

    Task<(string, string, string)> TakeOut()
    {
        var (why, to) = _random.Next(4) switch
        {
            0 => ("use", "consumed"), 1 =>
                ("waste", "destroyed"), 2 => ("expiry", "expired"), _ => ("count", "counted"),
        };
        return Post("take out", [Random(why, Free(), new(to), 50)]);
    }

    Task<(string, string, string)> MoveWithin()
    {
        var (place, pool) = (_random.Next(1, 3), Pools[_random.Next(2)]);
        string[] statuses = ["available", "quarantine", "recalled", "transit"];
        return Post("move",
            [Random("move", new(statuses[_random.Next(4)], place, pool), new(statuses[_random.Next(2)], place, pool),
                40)]);
    }

    Task<(string, string, string)> Send()
    {
        var sent = Random("send", Free(), new("exchange"), 30);
        return Post("send", [sent, Arriving(sent, Holder(), 1, sent.From.Pool)]);
    }

    static Line Arriving(Line sent, long receiver, long place, string pool) => sent with
    {
        Holder = receiver, From = new("exchange"), To = new("transit", place, pool),
        Source = $"from/{sent.Holder}/{sent.Source}",
    };

    Task<(string, string, string)> Bad()
    {
        var good = Random("bad", Free(), new("consumed"), 5);
        return _random.Next(8) switch
        {
            0 => Post("bad", []),
            1 => Post("bad", [good with { Units = _random.Next(2) == 0 ? 0 : -3 }]),
            2 => Post("bad", [good with { Units = long.MaxValue }]),
            3 => Post("bad", [good with { From = new("available", 1) }]),
            4 => Post("bad", [good with { To = good.From }]),
            5 => Post("bad", [good with { From = new("supplier") }]),
            6 => Post("bad", [good, good]),
            _ => Post("bad", [good with { To = new("exchange") }]),
        };
    }

    async Task<(string, string, string)> Post(string what, Line[] lines)
    {
        var expected = Model.Post(lines, Now.Microseconds);
        var posted = await App.Ledger.Post.Run(db, [.. lines.Select(l => LedgerWords.Transfer(l))], Now, "test");
        if (expected == "done" && posted.Ok) _booked.Add(new(lines, posted.Value.Ids));
        return (what, expected, Answer(posted));
    }

    static string Answer(Result<Posted> posted) =>
        posted.Match(p => p.AlreadyDone ? "already-done" : "done", r => r.Code);

    // The same request again, or the same source with other content.
    async Task<(string, string, string)> Repeat()
    {
        if (_booked.Count == 0) return await Receive();
        var before = _booked[_random.Next(_booked.Count)];
        if (before.Lines.Any(l => l.Undoes is not null)) return await Receive();
        var lines = _random.Next(3) == 0 ? [.. before.Lines.Select(l => l with { Units = l.Units + 1 })] : before.Lines;
        var expected = Model.Post(lines, Now.Microseconds);
        return ("repeat", expected, Answer(
            await App.Ledger.Post.Run(db, [.. lines.Select(l => LedgerWords.Transfer(l))], Now, "test")));
    }

    async Task<(string, string, string)> Undo()
    {
        if (_booked.Count == 0) return await Receive();
        var old = _booked[_random.Next(_booked.Count)];
        // Sometimes only one side of a movement between holders: refused.
        var some = old.Lines.Zip(old.Ids).Take(_random.Next(5) == 0 ? 1 : old.Lines.Length).ToList();
        var day = Day();
        Line[] lines =
        [
            .. some.Select(s => s.First with
            {
                From = s.First.To, To = s.First.From, Why = "correct", Source = $"undo/{_number}/{s.Second}", Day = day,
                Undoes = s.First.Source,
            }),
        ];
        var expected = Model.Post(lines, Now.Microseconds);
        var posted = await Correct.Run(
            db, new([.. some.Select(s => new TransferKey(s.First.Holder, s.Second))], $"undo/{_number}", day), Now,
            "test");
        if (expected == "done" && posted.Ok) _booked.Add(new(lines, posted.Value.Ids));
        return ("undo", expected, Answer(posted));
    }

    async Task<(string, string, string)> Reserve()
    {
        var line = Random("reserve", Free(), new("reserved"), 30);
        line = line with { To = line.From with { Status = "reserved" } };
        var expected = Model.Post([line], Now.Microseconds);
        var document = $"order/{_number}";
        var expires = FirstDay.AddDays(_random.Next(Days));
        var reserved = await db.Write<long>(async tx =>
        {
            var batch = new Batch(tx);
            var promise =
                new Promise(1, line.Lot, line.From.Place, LedgerWords.Slot(line.From).Pool, new Quantity(line.Units));
            var ids = Reservations.Reserve(batch, line.Holder, document, [promise], line.Day, expires, Now, "test");
            if (!ids.Ok) return ids.Refusal!;
            await batch.Run();
            return ids.Value[0];
        }, whenShort: Refusal.Of("not-enough-units"));
        if (reserved.Ok) _pending.Add(
            new(line.Holder, document, reserved.Value, line.Lot, line.From, line.Units, expires));
        return ("reserve", expected, reserved.Match(_ => "done", r => r.Code));
    }

    // All units leave, some leave and the rest are freed, or all are freed.
    async Task<(string, string, string)> End()
    {
        if (_pending.Count == 0) return await Reserve();
        var p = _pending[_random.Next(_pending.Count)];
        var how = _random.Next(2) == 0 ? ReservationState.Posted : ReservationState.Voided;
        var leave = how == ReservationState.Voided ? 0 : _random.Next(4) == 0 ? _random.Next((int)p.Units + 3)
            : p.Units;
        var (day, receiver) = (Day(), Holder());
        var expected = leave > p.Units ? "more-than-reserved" : Freed(p, leave, receiver, day);
        var ended = await db.Write<int>(async tx =>
        {
            var batch = new Batch(tx);
            var pending = await Reservations.Pending(tx, p.Holder, p.Document);
            var ids = Reservations.Settle(
                batch, [new(Assert.Single(pending), leave)], how, new(receiver, 2), day, Now, "test");
            if (!ids.Ok) return ids.Refusal!;
            return await batch.Run();
        });
        if (ended.Ok) _pending.Remove(p);
        return ("end", expected, ended.Match(_ => "done", r => r.Code));
    }

    string Freed(Promised p, long leave, long receiver, DateOnly day)
    {
        var held = new Line(p.Holder, p.Lot, leave, p.From with { Status = "reserved" }, new("exchange"), "end",
            $"{p.Document}/leave", day);
        Line[] lines = leave > 0 ? [held, Arriving(held, receiver, 2, p.From.Pool)] : [];
        if (leave < p.Units) lines =
            [.. lines, held with { Units = p.Units - leave, To = p.From, Source = $"{p.Document}/free" }];
        return Model.Post(lines, Now.Microseconds);
    }

    async Task<(string, string, string)> Expire()
    {
        var day = Day();
        var late = _pending.Where(p => p.Expires < day).ToList();
        foreach (var p in late) Assert.Equal("done", Freed(p, 0, 0, day));
        _pending.RemoveAll(p => p.Expires < day);
        var expired = await ExpireReservations.Run(db, day, Now, "test");
        return ("expire", $"{late.Count > 0}", $"{expired.Value == late.Count && late.Count > 0}");
    }
}
