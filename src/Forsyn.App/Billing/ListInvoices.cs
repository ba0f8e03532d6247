using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Texts;

namespace Forsyn.App.Billing;

/// <summary>An invoice as lists show it.</summary>
public sealed class InvoiceSummary
{
    public long Number { get; init; }
    public long Order { get; init; }
    public string Receiver { get; init; } = "";
    public DateOnly IssuedOn { get; init; }
    public DateOnly DueOn { get; init; }
    public string Kid { get; init; } = "";
    public Money Total { get; init; }
}

/// <param name="Query">Invoice number, KID, order number or a part of the receiver's name.</param>
/// <param name="After">The last number of the page before.</param>
public sealed record InvoiceFilter(string? Query = null, long? After = null, int Limit = 50);

/// <summary>Lists invoices, the newest first: the caller's own, or everyone's for those who may read all.</summary>
public static class ListInvoices
{
    const int Most = 200;

    /// <summary>Where the page after this one begins; null when this one is not full.</summary>
    public static long? Next(IReadOnlyList<InvoiceSummary> page, int limit) =>
        page.Count == Math.Clamp(limit, 1, Most) ? page[^1].Number : null;

    public static async Task<IReadOnlyList<InvoiceSummary>> Run(
        Db db, InvoiceFilter filter, Language language, Caller caller)
    {
        var where = new List<string>();
        if (!caller.May(Policy.InvoiceReadAll)) where.Add("i.receiver_id = @party");
        var query = filter.Query?.Trim() ?? "";
        // A KID is copied from a bank with spaces in it, and ten digits are no less a number for its leading zeros.
        var digits = query.Replace(" ", "").Replace("\u00A0", "");
        if (digits.Length > 0 && digits.All(char.IsAsciiDigit))
            where.Add("(i.kid = @digits or i.number = @typed or i.order_number = @typed)");
        else if (query.Length > 0)
            where.Add("exists (select 1 from party_name n where n.party_id = i.receiver_id " +
                "and lower(n.name_nb) like '%' || lower(@query) || '%')");
        if (filter.After is not null) where.Add("i.number < @After");
        return await db.List<InvoiceSummary>(
            $"""
            select i.number, i.order_number as "order", i.issued_on, i.due_on, i.kid, i.total_ore as total,
                {GetInvoice.NameOf("i.receiver_id", "i.issued_on", language)} as receiver
            from invoice i {(where.Count > 0 ? "where " + string.Join(" and ", where) : "")}
            order by i.number desc limit @Limit
            """,
            new
            {
                query, digits, filter.After, Limit = Math.Clamp(filter.Limit, 1, Most), party = caller.Party ?? 0,
                typed = long.TryParse(digits, out var typed) ? typed : 0,
            });
    }
}
