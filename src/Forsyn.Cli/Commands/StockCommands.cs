using System.CommandLine;
using System.Globalization;
using Forsyn.App.Database;
using Forsyn.App.Stock;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

static class StockCommands
{
    static readonly Option<string?> Holder = new("--holder")
    {
        Description = "Key of the party, see forsyn parties search",
    };
    static readonly Option<string?> Article = new("--article") { Description = "Article number, six digits" };
    static readonly Option<string?> AsOf = new("--as-of")
    {
        Description = "How it stood at the end of this day, 2026-01-31",
    };
    static readonly Option<int> Limit = new("--limit")
    {
        Description = "At most this many rows", DefaultValueFactory = _ => 100,
    };

    public static void Add(RootCommand root, Shared shared)
    {
        var show = new Command("show", "What a holder has, lot by lot, now or as of a day")
        {
            Holder, Article, AsOf, Limit,
        };
        shared.On(show, Show);
        root.Subcommands.Add(new Command("stock", "Lots and where they lie") { show });
    }

    static async Task<int> Show(Call call)
    {
        var asOf = call.Value(AsOf);
        DateOnly? day = DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var read)
            ? read : null;
        if (asOf is not null && day is null) throw new CommandFailed("--as-of is no day written as 2026-01-31");
        var db = await call.Database();
        var rows = await StockOnHand.Run(db, new StockQuery(
            await Party(db, call.Value(Holder)), call.Value(Article), Day: day,
            Limit: Math.Clamp(call.Value(Limit), 1, 10_000)));
        var names = await Names(db, "select id, key as name from party where id in @ids",
            rows.Select(row => row.HolderId));
        var places = await Names(db, "select id, name from place where id in @ids", rows.Select(row => row.PlaceId));
        return call.Output.Rows(rows, ("Holder", r => names.GetValueOrDefault(r.HolderId)),
            ("Article", r => r.ArticleNumber), ("Lot", r => r.LotNumber), ("Expires", r => r.ExpiresOn),
            ("Place", r => places.GetValueOrDefault(r.PlaceId)), ("Pool", r => Kebab.Of(r.Pool)),
            ("Status", r => Kebab.Of(r.Status)), ("Units", r => r.Quantity));
    }

    static async Task<long?> Party(Db db, string? key) => key is null ? null
        : await db.One<long?>("select id from party where key = @key", new { key })
            ?? throw new CommandFailed($"no party has the key {key}: forsyn parties search finds it");

    static async Task<Dictionary<long, string>> Names(Db db, string sql, IEnumerable<long> ids) =>
        (await db.List<NameRow>(sql, new { ids = ids.Distinct().ToList() }))
            .ToDictionary(row => row.Id, row => row.Name);

    sealed class NameRow
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
    }
}
