using Forsyn.Core.Ordering;

namespace Forsyn.Core.Billing;

/// <summary>What a line of an invoice is paid for.</summary>
public enum InvoiceLineKind { Product, DispatchFee }

/// <summary>One line of an invoice; amounts are rounded to whole øre in the line, so totals are plain sums.</summary>
/// <param name="Number">From 1.</param>
/// <param name="ArticleNumber">Null for the fee.</param>
/// <param name="Name">The product's name as it was; empty for the fee.</param>
/// <param name="Purpose">Why a line may cost nothing; null for the fee.</param>
/// <param name="Net">Without levy and VAT.</param>
/// <param name="Levy">The retailer levy on the net amount.</param>
/// <param name="Vat">VAT on net and levy.</param>
public sealed record InvoiceLine(
    int Number, InvoiceLineKind Kind, string? ArticleNumber, string Name, Purpose? Purpose, Quantity Doses,
    long DosesPerPack, Money PricePerPack, Money Net, Money Levy, Rate VatRate, Money Vat)
{
    public Money Total => Net + Levy + Vat;
    /// <summary>Whole packs, or null where a pack was broken or there is none.</summary>
    public long? Packs =>
        Kind == InvoiceLineKind.Product && Doses.Units % DosesPerPack == 0 ? Doses.Units / DosesPerPack : null;
}

/// <summary>The amounts that carry VAT at one rate, and that VAT.</summary>
public sealed record VatOfRate(Rate Rate, Money Basis, Money Vat);

/// <summary>What an invoice says, before it has a number.</summary>
/// <param name="Day">The day of dispatch, which is also the invoice's date.</param>
/// <param name="BlueLines">Lines on blue prescription that were sent with the order and are charged elsewhere.</param>
public sealed record Invoice(DateOnly Day, DateOnly DueOn, IReadOnlyList<InvoiceLine> Lines, int BlueLines)
{
    public Money Net => Money.Sum(Lines.Select(line => line.Net));
    public Money Levy => Money.Sum(Lines.Select(line => line.Levy));
    public Money Vat => Money.Sum(Lines.Select(line => line.Vat));
    public Money Total => Net + Levy + Vat;

    /// <summary>The specification of VAT, highest rate first.</summary>
    public IReadOnlyList<VatOfRate> VatByRate =>
        [.. from line in Lines
            group line by line.VatRate into rate
            orderby rate.Key.Millionths descending
            select new VatOfRate(rate.Key, Money.Sum(rate.Select(line => line.Net + line.Levy)),
                Money.Sum(rate.Select(line => line.Vat)))];
}
