using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;

namespace Forsyn.App.Preparedness;

/// <summary>A computation of targets.</summary>
public sealed class TargetRun
{
    public long Id { get; init; }
    public string Scheme { get; init; } = "";
    public DateOnly CountsOn { get; init; }
    public string BaseFirst { get; init; } = "";
    public int BaseMonths { get; init; }
    public string Reason { get; init; } = "";
    public long ExpectedFiles { get; init; }
    public long MissingFiles { get; init; }
    public Moment ComputedAt { get; init; }
    public string ComputedBy { get; init; } = "";

    public Core.Preparedness.BasePeriod Base => new(Month.Of(BaseFirst), BaseMonths);
}

/// <summary>A target as it is kept; amounts in micro-DDD and in units.</summary>
public sealed class TargetRow
{
    public long RunId { get; init; }
    public string Atc { get; init; } = "";
    public string PackageGroup { get; init; } = "";
    public string Holder { get; init; } = "";
    public string HolderName { get; init; } = "";
    public string Name { get; init; } = "";
    public string SubstanceGroup { get; init; } = "";
    public string Part { get; init; } = "";
    public string Span { get; init; } = "";
    public string Measure { get; init; } = "";
    public long AllDdd { get; init; }
    public long AllUnits { get; init; }
    public long OwnDdd { get; init; }
    public long OwnUnits { get; init; }
    public long ShareDdd { get; init; }
    public long ShareUnits { get; init; }
    public bool SharedEqually { get; init; }
    public long MustDdd { get; init; }
    public long MustUnits { get; init; }
    public long OrdinaryDdd { get; init; }
    public long OrdinaryUnits { get; init; }
    public string? Pack { get; init; }
    public string? PackName { get; init; }
    public long Packs { get; init; }
}

/// <summary>Sales of the base period that a target rests on.</summary>
public sealed class TargetInput
{
    public string ArticleNumber { get; init; } = "";
    public string Name { get; init; } = "";
    public string Strength { get; init; } = "";
    public string PackageGroup { get; init; } = "";
    public long UnitsPerPack { get; init; }
    public long? DddMicros { get; init; }
    public string Seller { get; init; } = "";
    public string SellerName { get; init; } = "";
    public long Packs { get; init; }
    public long Units => Packs * UnitsPerPack;
    public long? Ddd => Packs * DddMicros;
}

/// <summary>The targets of a scheme as of a day.</summary>
/// <param name="Run">Null where none were worked out by then.</param>
public sealed record TargetsView(TargetRun? Run, IReadOnlyList<TargetRow> Items, string? Next);

/// <summary>A target with all it rests on.</summary>
public sealed record TargetView(TargetRun Run, TargetRow Target, IReadOnlyList<TargetInput> Inputs);

/// <summary>Reads targets: all of them for those who oversee, its own for a holder.</summary>
public static class Targets
{
    /// <summary>The id of the run of @scheme that counts on a day, as SQL: the newest there was by then.</summary>
    internal static string RunOn(string day) => "(select n.id from target_run n " +
        $"where n.scheme = @scheme and n.counts_on <= {day} order by n.counts_on desc, n.id desc limit 1)";

    const string RunColumns = "r.id, r.scheme, r.counts_on, r.base_first, r.base_months, r.reason, r.expected_files, " +
        "r.missing_files, r.computed_at, r.computed_by";

    const string Columns = $"""
        select t.run_id, t.atc, t.package_group, t.holder, {StockFilter.HolderName} as holder_name, t.name,
            t.substance_group, t.part, t.span, t.measure, t.all_ddd, t.all_units, t.own_ddd, t.own_units, t.share_ddd,
            t.share_units, t.shared_equally, t.must_ddd, t.must_units, t.ordinary_ddd, t.ordinary_units, t.pack,
            m.name as pack_name, t.packs
        from target t join party y on y.key = t.holder left join product m on m.article_number = t.pack
        """;

    /// <summary>Computations, the newest first.</summary>
    public static Task<List<TargetRun>> Runs(Db db, string scheme, int limit = 50) => db.List<TargetRun>(
        $"select {RunColumns} from target_run r where r.scheme = @scheme order by r.counts_on desc, r.id desc " +
        "limit @limit", new { scheme, limit });

    /// <summary>What counts on a day, by substance and holder.</summary>
    /// <param name="run">A certain computation in place of the newest.</param>
    /// <param name="sort">substance, must or holder.</param>
    /// <param name="cursor">How many rows were before.</param>
    public static async Task<TargetsView> List(
        Db db, string scheme, DateOnly day, Caller caller, string? holder = null, string? query = null,
        long? run = null, string? sort = null, string? cursor = null, int limit = 60)
    {
        var found = await db.One<TargetRun>($"select {RunColumns} from target_run r where r.scheme = @scheme " +
            "and (@run = 0 and r.counts_on <= @day or r.id = @run) order by r.counts_on desc, r.id desc limit 1",
            new { scheme, day, run = run ?? 0 });
        if (found is null) return new(null, [], null);
        var (skip, most) = (long.TryParse(cursor, out var n) && n > 0 ? n : 0, Math.Clamp(limit, 1, 500));
        var order = sort switch
        {
            "must" => "t.must_ddd desc, t.must_units desc, t.atc, t.package_group, t.holder",
            "holder" => "t.holder, t.atc, t.package_group",
            _ => "t.name, t.atc, t.package_group, t.holder",
        };
        var rows = await db.List<TargetRow>($"""
            {Columns} where t.run_id = @Id and (@holder = '' or t.holder = @holder) and (@all or y.id = @party)
                and (@query = '' or lower(t.name) like @part or lower(t.atc) like @part)
            order by {order} limit @most offset @skip
            """, new
        {
            found.Id, holder = holder ?? "", all = SeesAll(caller), party = caller.Party ?? 0,
            query = query?.Trim() ?? "", part = $"%{query?.Trim().ToLowerInvariant()}%", most = most + 1, skip,
        });
        return new(found, [.. rows.Take(most)], rows.Count > most ? $"{skip + most}" : null);
    }

    /// <summary>A target with its inputs; null where there is none the caller may see. A holder sees what others sold
    /// in sum, and its own sales by package.</summary>
    public static async Task<TargetView?> Get(
        Db db, long run, string holder, string atc, string group, Caller caller)
    {
        var target = await db.One<TargetRow>($"{Columns} where t.run_id = @run and t.holder = @holder " +
            "and t.atc = @atc and t.package_group = @group and (@all or y.id = @party)",
            new { run, holder, atc, group, all = SeesAll(caller), party = caller.Party ?? 0 });
        if (target is null) return null;
        var inputs = await db.List<TargetInput>($"""
            select i.article_number, coalesce(m.name, '') as name, coalesce(m.strength, '') as strength,
                i.package_group, i.units_per_pack, i.ddd_micros, i.seller, {StockFilter.HolderName} as seller_name,
                i.packs
            from target_input i join party y on y.key = i.seller
            left join product m on m.article_number = i.article_number
            where i.run_id = @run and i.atc = @atc and i.package_group = @group and (@all or y.id = @party)
            order by name, i.article_number, i.seller
            """, new { run, atc, group, all = SeesAll(caller), party = caller.Party ?? 0 });
        return new((await db.One<TargetRun>($"select {RunColumns} from target_run r where r.id = @run",
            new { run }))!, target, inputs);
    }

    static bool SeesAll(Caller caller) => caller.May(Policy.PreparednessReadAll);
}
