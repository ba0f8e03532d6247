using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;

namespace Forsyn.Core.Billing;

/// <summary>An order as it left the warehouse: all that an invoice is made from.</summary>
/// <param name="Day">The day of dispatch; rates and terms are those of this day.</param>
/// <param name="DispatchFee">The fee as it was decided when the order was placed.</param>
public sealed record DispatchedOrder(DateOnly Day, Money DispatchFee, IReadOnlyList<SentLine> Lines);

/// <summary>One line of the order and what was sent of it.</summary>
/// <param name="Doses">Doses sent, which a short pick makes fewer than the doses ordered.</param>
/// <param name="PricePerPack">Without levy and VAT, as agreed when the order was placed.</param>
public sealed record SentLine(
    string ArticleNumber, string Name, ProductClass Class, Purpose Purpose, Quantity Doses, long DosesPerPack,
    Money PricePerPack);
