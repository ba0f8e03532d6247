using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;

namespace Forsyn.App.Ordering.Influenza;

/// <summary>A pre-order as a page, the API or the desk writes it; nothing is checked yet.</summary>
/// <param name="Unit">Municipality number or hospital key; only the desk names another than its own.</param>
/// <param name="Requisitioner">Who it comes from, when the desk registers it for somebody.</param>
public sealed record PreOrderRequest(
    string? Season, string? DeliveryAddress, bool? TargetGroup, IReadOnlyList<PreOrderLineRequest>? Lines,
    string? Unit = null, RequisitionerRequest? Requisitioner = null);

/// <param name="Doses">For the target groups; in a hospital for its in-patients.</param>
/// <param name="HealthPersonnel">For a hospital's health personnel.</param>
public sealed record PreOrderLineRequest(string? ArticleNumber, long? Doses, long? HealthPersonnel = null);

public sealed record PreOrderAnswer(
    long Id, string Season, string Unit, long Version, IReadOnlyList<Finding> Findings);

/// <summary>Fact: a unit pre-ordered for a season, or changed what it had pre-ordered.</summary>
public sealed record PreOrderSaved(long PreOrder, string Season, string Unit, long Customer, long Version);

/// <summary>
/// Places a unit's one pre-order of a season, or changes it while the window is open; each version is kept (FLU-007).
/// </summary>
public static class SavePreOrder
{
    /// <summary>Refuses pre-order-refused with all findings, unit-unknown and pre-order-changed-meanwhile.</summary>
    /// <param name="version">The version that was seen; zero where none was there, null to act on whatever is.</param>
    public static async Task<Result<PreOrderAnswer>> Run(
        Db db, PreOrderRequest request, Moment now, Caller caller, long? version = null)
    {
        var season = await Seasons.Get(db, request.Season, now.Day);
        if (!season.Ok) return season.Refusal!;
        var own = await PreOrders.OwnUnit(db, caller);
        var desk = caller.May(Policy.OrderRegister);
        var unit = string.IsNullOrWhiteSpace(request.Unit) || request.Unit == own?.Key ? own
            : await PreOrders.Named(db, request.Unit.Trim());
        if (unit is null) return Refusal.Of("unit-unknown", "unit", request.Unit ?? "");
        var problems = new List<Finding>();
        var requisitioner =
            ReadOrder.Requisitioner(new OrderRequest { Requisitioner = request.Requisitioner }, caller, problems);
        var facts = await Facts(db, season.Value, request, unit, requisitioner.Role,
            ownUnit: desk || unit.Key == own?.Key, now);
        var findings = problems.Concat(PreOrderRules.Check(facts)).ToList();
        if (OrderRules.Worst(findings) == Severity.Block)
            return new Refusal("pre-order-refused", new Dictionary<string, string>(), findings);
        return await db.Write<PreOrderAnswer>(
            async tx => await Save(tx, season.Value.Season.Code, request, unit, requisitioner, findings, version, now,
                caller), caller.Once);
    }

    static async Task<PreOrderFacts> Facts(
        Db db, SeasonView season, PreOrderRequest request, Unit unit, Role role, bool ownUnit, Moment now)
    {
        var lines = request.Lines ?? [];
        var products = await LoadProducts.Run(db, lines.Select(line => line.ArticleNumber ?? "").Distinct());
        return new PreOrderFacts(season.Season, Kebab.Read<PreOrderKind>(unit.Kind), role, ownUnit, now.Day,
            season.Decided, request.DeliveryAddress?.Trim() ?? "", request.TargetGroup ?? false,
            [.. lines.Select(line => new PreOrderLine(line.ArticleNumber ?? "",
                products.GetValueOrDefault(line.ArticleNumber ?? ""), new Quantity(line.Doses ?? 0),
                new Quantity(line.HealthPersonnel ?? 0)))]);
    }

    static async Task<Result<PreOrderAnswer>> Save(
        Tx tx, string season, PreOrderRequest request, Unit unit, Requisitioner requisitioner,
        IReadOnlyList<Finding> findings, long? version, Moment now, Caller caller)
    {
        var locked = await Seasons.Lock(tx, season);
        if (!locked.Ok) return locked.Refusal!;
        if (locked.Value.DecidedAt is not null) return Refusal.Of("season-decided", "season", season);
        var before = await tx.One<Before>("select id, version from pre_order where season = @season and unit = @Key"
            + (tx.Kind == DbKind.Postgres ? " for update" : ""), new { season, unit.Key });
        if (version is { } seen && seen != (before?.Version ?? 0))
            return Refusal.Of("pre-order-changed-meanwhile", "version", $"{before?.Version ?? 0}");
        var id = before?.Id ?? tx.Ids.Next();
        var next = (before?.Version ?? 0) + 1;
        var kept = request with { Season = season, Unit = unit.Key };
        var batch = new Batch(tx);
        if (before is null)
            batch.Add("insert into pre_order (id, season, unit, kind, municipality_number, customer_id, " +
                "delivery_address, target_group, requisitioner, requisitioner_role, changed_at, changed_by, made, " +
                "version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)", id, season, unit.Key, unit.Kind,
                unit.Municipality, unit.Customer, request.DeliveryAddress!.Trim(), request.TargetGroup ?? false,
                requisitioner.Name, Kebab.Of(requisitioner.Role), now, caller.Name, false);
        else
            batch.Add("update pre_order set delivery_address = ?, target_group = ?, requisitioner = ?, " +
                "requisitioner_role = ?, changed_at = ?, changed_by = ?, made = ?, version = ? where id = ?",
                request.DeliveryAddress!.Trim(), request.TargetGroup ?? false, requisitioner.Name,
                Kebab.Of(requisitioner.Role), now, caller.Name, false, next, id);
        batch.Add("delete from pre_order_line where pre_order_id = ?", id);
        batch.AddRows("insert into pre_order_line (pre_order_id, article_number, doses, personnel) {values}",
            [.. request.Lines!.Where(line => (line.Doses ?? 0) + (line.HealthPersonnel ?? 0) > 0)
                .Select(line => (object?[])[id, line.ArticleNumber, line.Doses ?? 0, line.HealthPersonnel ?? 0])]);
        batch.Add("insert into pre_order_version (pre_order_id, version, at, by_person, content) values " +
            "(?, ?, ?, ?, ?)", id, next, now, caller.Name, Json.Write(kept));
        Outbox.Append(batch, new PreOrderSaved(id, season, unit.Key, unit.Customer, next), now);
        await batch.Run();
        return new PreOrderAnswer(id, season, unit.Key, next, findings);
    }

    sealed class Before
    {
        public long Id { get; init; }
        public long Version { get; init; }
    }
}
