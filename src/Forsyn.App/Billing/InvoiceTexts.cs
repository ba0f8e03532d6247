using Forsyn.App.Texts;
using Forsyn.Core.Billing;

namespace Forsyn.App.Billing;

/// <summary>What an invoice says in words, the same on page and paper.</summary>
public static class InvoiceTexts
{
    /// <summary>The product, and why it costs nothing where it does; or the name of the fee.</summary>
    public static string Item(Language language, InvoiceLineView line) => line switch
    {
        { Kind: InvoiceLineKind.DispatchFee } => Text.Get(language, "invoice.fee"),
        { PricePerPack.IsZero: true, Purpose: { } purpose } => Text.Get(language, "invoice.free",
            ("product", line.Name), ("purpose", Text.Get(language, Text.KeyOf(purpose)))),
        _ => line.Name,
    };

    /// <summary>1234 56 78903, with a warning where the number is made.</summary>
    public static string Account(Language language, InvoiceView invoice)
    {
        var account = $"{invoice.Account[..4]} {invoice.Account[4..6]} {invoice.Account[6..]}";
        return invoice.DemoAccount ? Text.Get(language, "invoice.account-demo", ("account", account)) : account;
    }

    static string Spaced(string number) => $"{OrganisationNumber.Parse(number).Value}";

    public static string? SellerOrganisation(Language language, InvoiceView invoice) =>
        invoice.Seller.OrganisationNumber is { } number
            ? Text.Get(language, "invoice.seller-organisation", ("number", Spaced(number))) : null;

    public static string? ReceiverOrganisation(Language language, InvoiceView invoice) =>
        invoice.Receiver.OrganisationNumber is { } number
            ? Text.Get(language, "invoice.organisation", ("number", Spaced(number))) : null;
}
