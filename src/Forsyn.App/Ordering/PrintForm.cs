using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Texts;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>A form as a file.</summary>
public sealed record PrintedForm(OrderForm Form, string FileName, byte[] Pdf);

/// <summary>Prints one of the four forms, blank or with a customer's name on it; refuses form-unknown.</summary>
public static class PrintForm
{
    /// <param name="caller">Whose name and address are filled in; null for a blank form.</param>
    public static async Task<Result<PrintedForm>> Run(
        Db db, string form, string site, Language language, Moment now, Caller? caller = null)
    {
        if (!Kebab.TryParse<OrderForm>(form, out var kind))
            return Refusal.Of("form-unknown", "form", form, "possible", string.Join(", ", Kebab.All<OrderForm>()));
        var customer = caller?.Party is { } party && caller.May(Policy.ShopUse)
            ? await Customer(db, party, caller.PartyName) : null;
        var pdf = await OrderFormPdf.Make(db, kind, customer, site, language, now);
        return new PrintedForm(kind, OrderFormPdf.FileName(kind, language), pdf);
    }

    static async Task<FormCustomer?> Customer(Db db, long party, string name) =>
        await db.One<PartyRow>("select key, address from party where id = @party", new { party }) is { } row
            ? new FormCustomer(row.Key, name, row.Address) : null;

    sealed class PartyRow
    {
        public string Key { get; init; } = "";
        public string Address { get; init; } = "";
    }
}
