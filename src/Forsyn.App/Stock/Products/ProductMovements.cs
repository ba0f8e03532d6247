using Forsyn.App.Basics;
using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Stock.Products;

/// <summary>What became of units by a movement.</summary>
public enum MovementKind { Received, Used, Lost, Counted, BetweenHolders, SetAside, Reserved }

/// <summary>A product's movements in the whole country, newest day first.</summary>
public static class ProductMovements
{
    /// <summary>
    /// As it is written in an address or at the command line. Refuses article-unknown, stock-question-wrong and
    /// cursor-invalid.
    /// </summary>
    public static async Task<Result<Page<TransferBehind>>> Run(
        Db db, string article, string? kind, Moment now, string? cursor = null, int limit = 50)
    {
        var product = await GetProduct.Run(db, article);
        if (!product.Ok) return product.Refusal!;
        if (string.IsNullOrWhiteSpace(kind)) return await Run(db, article, (MovementKind?)null, now, cursor, limit);
        if (Kebab.TryParse<MovementKind>(kind, out var known)) return await Run(db, article, known, now, cursor, limit);
        return new Refusal("stock-question-wrong", new Dictionary<string, string>(),
            [StockQuestion.Wrong("word-unknown", "kind", kind,
                ("possible", string.Join(", ", Kebab.All<MovementKind>())))]);
    }

    /// <summary>Refuses cursor-invalid.</summary>
    /// <param name="kind">Every movement that changed the country's units when left out.</param>
    public static Task<Result<Page<TransferBehind>>> Run(
        Db db, string article, MovementKind? kind, Moment now, string? cursor = null, int limit = 50) =>
        TransfersBehind.Run(db, new StockFilter(article), now, cursor, limit,
            kind is { } wanted ? Condition(wanted) : null);

    static string Condition(MovementKind kind) => kind switch
    {
        MovementKind.Received => Either(Status.Supplier),
        MovementKind.Used => Either(Status.Consumed),
        MovementKind.Lost => Either(Status.Destroyed, Status.Expired),
        MovementKind.Counted => Either(Status.Counted),
        MovementKind.BetweenHolders => Either(Status.Exchange),
        MovementKind.SetAside => Either(Status.Quarantine, Status.Recalled),
        MovementKind.Reserved => Either(Status.Reserved),
        _ => throw new InvariantBroken($"no such kind of movement: {kind}"),
    };

    // A correction goes the other way, and is of the same kind.
    static string Either(params IEnumerable<Status> statuses)
    {
        var codes = string.Join(", ", statuses.Select(status => (short)status));
        return $"(t.to_status in ({codes}) or t.from_status in ({codes}))";
    }
}
