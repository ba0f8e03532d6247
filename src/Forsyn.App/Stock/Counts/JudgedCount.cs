using Forsyn.App.Database;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Counts;

/// <summary>A line with what the books say of it.</summary>
sealed record JudgedCountLine(CountLine Line, CountFacts Facts, IReadOnlyList<HeldSlot> Slots);

/// <summary>A count held against the books: what each line differs by, and all that stops it.</summary>
sealed class JudgedCount
{
    public required IReadOnlyList<JudgedCountLine> Lines { get; init; }
    public required List<Finding> Faults { get; init; }
    /// <summary>The open recall of each lot that is under one; known when the count is about to be booked.</summary>
    public Dictionary<long, long> Recalls { get; set; } = [];

    public Money Gain => Money.Sum(Lines.Select(one => one.Facts.Value).Where(value => value > Money.Zero));
    public Money Loss => Money.Sum(Lines.Select(one => -one.Facts.Value).Where(value => value > Money.Zero));

    public static async Task<JudgedCount> Of(Tx tx, StockCount count, RuleNumbers numbers, bool locked)
    {
        var lines = await tx.List<CountLine>($"{CountLine.Sql} where x.count_id = @Id order by x.line",
            new { count.Id });
        var since = lines.Where(line => line.CountedFrom is not null).Select(line => line.CountedFrom!.Value)
            .Order().Cast<Moment?>().FirstOrDefault();
        var books = await CountBooks.Load(tx, count.HolderId, count.PlaceId, since, locked);
        var judged = new List<JudgedCountLine>(lines.Count);
        var faults = new List<Finding>();
        foreach (var line in lines)
        {
            var slots = books.Slots(line.LotId, line.PlaceId);
            var facts = new CountFacts(line.Counted, line.CountedFrom ?? default, line.CountedAt ?? default,
                line.Attempts, line.ReasonValue, line.Text, line.Price, slots.Sum(held => held.Now),
                books.Moves(line.LotId, line.PlaceId));
            CountRules.Check(facts, numbers, (int)line.Line, About(line), faults);
            judged.Add(new(line, facts, slots));
            line.Book = facts.Book;
            line.Moved = facts.Moved;
            line.ValueOre = facts.Value.Ore;
        }
        return new() { Lines = judged, Faults = faults };
    }

    internal static string[] About(CountLine line) =>
        ["product", line.Product, "lot", line.LotNumber, "place", line.Place ?? ""];
}
