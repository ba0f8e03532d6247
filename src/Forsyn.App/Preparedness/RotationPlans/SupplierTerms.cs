using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;

namespace Forsyn.App.Preparedness.RotationPlans;

/// <summary>A supplier that brings packages to a holder.</summary>
public sealed class SupplierTerm
{
    public string Supplier { get; init; } = "";
    public string Name { get; init; } = "";
    /// <summary>Null where the holder says nothing of the supplier.</summary>
    public int? LeadDays { get; init; }
    /// <summary>Packages that it brought last.</summary>
    public long Packages { get; init; }
}

/// <param name="LeadDays">None takes what was said back.</param>
public sealed record SupplierTermRequest(int? LeadDays);

/// <summary>What a holder says of its suppliers: the lead time of every package that has none of its own.</summary>
public static class SupplierTerms
{
    // Who brought a package last is its supplier.
    const string Brought = """
        select d.holder_id, n.article_number, d.supplier_id from (
            select d.holder_id, l.article_number, max(d.id) as delivery_id
            from delivery d join delivery_line l on l.delivery_id = d.id
            where d.state <> 'cancelled' and d.holder_id in @holders group by d.holder_id, l.article_number) n
        join delivery d on d.id = n.delivery_id
        """;

    /// <summary>Those that bring something to the caller's party.</summary>
    public static async Task<IReadOnlyList<SupplierTerm>> List(Db db, Caller caller) => await db.List<SupplierTerm>($"""
        select y.key as supplier, {StockFilter.HolderName} as name, b.packages, t.lead_days
        from (select holder_id, supplier_id, count(*) as packages from ({Brought}) q group by holder_id, supplier_id) b
        join party y on y.id = b.supplier_id
        left join rotation_supplier_term t on t.holder_id = b.holder_id and t.supplier_id = b.supplier_id
        order by name, y.key
        """, new { holders = InList.Of([caller.Party ?? 0]) });

    /// <summary>
    /// Says of the caller's own party how long a supplier takes. Refuses holder-missing, rotation-supplier-unknown also
    /// for one that brings nothing to it, and rotation-term-faulty.
    /// </summary>
    public static async Task<Result<SupplierTerm>> Set(
        Db db, string supplier, SupplierTermRequest request, Moment now, Caller caller)
    {
        if (caller.Party is not { } holder) return Refusal.Of("holder-missing");
        if (RotationTerms.LeadFaults(request.LeadDays).ToList() is { Count: > 0 } faults)
            return RotationTerms.Faulty(faults);
        if ((await List(db, caller)).FirstOrDefault(one => one.Supplier == supplier) is not { } found)
            return Refusal.Of("rotation-supplier-unknown", "supplier", supplier);
        return await db.Write<SupplierTerm>(async tx =>
        {
            var args = new { holder, supplier, request.LeadDays, now, caller.Name };
            await tx.Do("delete from rotation_supplier_term where holder_id = @holder and supplier_id = " +
                "(select id from party where key = @supplier)", args);
            if (request.LeadDays is not null)
                await tx.Do("insert into rotation_supplier_term (holder_id, supplier_id, lead_days, changed_at, " +
                    "changed_by) select @holder, id, @LeadDays, @now, @Name from party where key = @supplier", args);
            return new SupplierTerm
            {
                Supplier = supplier, Name = found.Name, LeadDays = request.LeadDays, Packages = found.Packages,
            };
        }, caller.Once);
    }

    /// <summary>The supplier of each package where its holder says something of it.</summary>
    internal static async Task<IReadOnlyDictionary<(long Holder, string Article), SupplierTerm>> Of(
        Tx tx, IReadOnlyList<long> holders)
    {
        var args = new { holders = InList.Of(holders) };
        if (await tx.One<long>("select count(*) from rotation_supplier_term where holder_id in @holders", args) == 0)
            return new Dictionary<(long, string), SupplierTerm>();
        return (await tx.List<BroughtRow>($"""
            select b.holder_id, b.article_number, y.key as supplier, {StockFilter.HolderName} as name, t.lead_days
            from ({Brought}) b join party y on y.id = b.supplier_id
            join rotation_supplier_term t on t.holder_id = b.holder_id and t.supplier_id = b.supplier_id
            """, args)).ToDictionary(row => (row.HolderId, row.ArticleNumber), row => new SupplierTerm
            {
                Supplier = row.Supplier, Name = row.Name, LeadDays = row.LeadDays,
            });
    }

    sealed class BroughtRow
    {
        public long HolderId { get; init; }
        public string ArticleNumber { get; init; } = "";
        public string Supplier { get; init; } = "";
        public string Name { get; init; } = "";
        public int LeadDays { get; init; }
    }
}
