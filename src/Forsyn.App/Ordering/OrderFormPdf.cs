using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Texts;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>The customer a form is printed for, written on it beforehand.</summary>
public sealed record FormCustomer(string Key, string Name, string Address);

/// <summary>
/// A form to fill in by hand and send by fax or post, with the products it may be used for and no others (CHN-003,
/// CHN-004, CHN-006). Its code opens the registration at the desk.
/// </summary>
public static class OrderFormPdf
{
    /// <summary>The vaccine supplier's telefax, telephone for emergencies and mailbox for access (CHN-002, CHN-003,
    /// CHN-007).</summary>
    public const string Fax = "21 07 70 12", Phone = "21 07 70 00", Mailbox = "nettbutikk.vaksine@fhi.no";

    /// <summary>Where post goes (CHN-004), in the words the mail room knows.</summary>
    public static readonly IReadOnlyList<string> Address =
    [
        "Folkehelseinstituttet", "Divisjon for smittevern, miljø og helse", "Avdeling for vaksine",
        "Postboks 4404 Nydalen", "0403 Oslo",
    ];
    public const string Marking = "Vaksinebestilling";

    /// <summary>The products of a form that can be ordered, by class and then by name.</summary>
    public static async Task<IReadOnlyList<Product>> Products(Db db, OrderForm form) =>
    [
        .. (await db.List<ProductRow>(
                "select * from product where price_ore > 0 and class not in " +
                "('medicine', 'equipment') order by name, article_number"))
            .Select(row => row.ToProduct()).Where(product => OrderForms.Lists(form, product))
            .OrderBy(product => product.Class),
    ];

    /// <param name="site">Where the program is reached, such as https://vaksine.example.no; for the code.</param>
    public static async Task<byte[]> Make(
        Db db, OrderForm form, FormCustomer? customer, string site, Language language, Moment now)
    {
        var products = await Products(db, form);
        string T(string key, params ReadOnlySpan<(string, object?)> args) => Text.Get(language, key, args);
        var title = T($"order-form.{Kebab.Of(form)}");
        var sheet = new PdfSheet(title, T("form.foot", ("form", title), ("at", now.Day)), language, now)
            .CodeBeside(QrCode.Of(Registration(site, form, customer)), T("form.scan"))
            .Heading(title)
            .Text(T($"form.about.{Kebab.Of(form)}"));
        Sending(sheet, language);
        sheet.Below();
        Customer(sheet, customer, language);
        Requisitioner(sheet, form, language);
        if (form == OrderForm.General) Patient(sheet, language);
        foreach (var group in products.GroupBy(product => product.Class))
        {
            sheet.Subheading(T($"form.class.{Kebab.Of(group.Key)}"));
            Table(sheet, form, [.. group], language);
        }
        if (products.Any(product => !product.Authorised)) sheet.Text(T("form.unauthorised-about"));
        return sheet.Ticks(T("form.shorter")).Blanks(new PdfBlank(T("form.remarks")))
            .Blanks(new(T("form.day")), new(T("form.signature"), 3)).Save();
    }

    /// <summary>The address the code opens: the registration with the form, and the customer, chosen.</summary>
    public static string Registration(string site, OrderForm form, FormCustomer? customer) =>
        $"{site.TrimEnd('/')}/desk/register?form={Kebab.Of(form)}"
        + (customer is null ? "" : $"&party={Uri.EscapeDataString(customer.Key)}");

    public static string FileName(OrderForm form, Language language) =>
        $"{Text.Get(language, "form.file")}-{Kebab.Of(form)}-{language.Code()}.pdf";

    static void Sending(PdfSheet sheet, Language language) => sheet
        .Facts(
            (Text.Get(language, "form.post"), string.Join('\n', Address)),
            (Text.Get(language, "form.marking"), $"«{Marking}»"), (Text.Get(language, "form.fax"), Fax),
            (Text.Get(language, "form.emergency"), Phone))
        .Text(Text.Get(language, "form.no-email"));

    static void Customer(PdfSheet sheet, FormCustomer? customer, Language language)
    {
        string T(string key) => Text.Get(language, key);
        sheet.Subheading(T("form.customer"))
            .Blanks(new(T("form.name"), 3, customer?.Name), new(T("form.customer-number"), 1, customer?.Key))
            .Blanks(new(T("form.delivery"), 3, customer?.Address), new(T("form.phone")))
            .Blanks(new(T("form.invoice-reference")), new(T("form.planned")));
    }

    static void Requisitioner(PdfSheet sheet, OrderForm form, Language language)
    {
        string T(string key) => Text.Get(language, key);
        sheet.Subheading(T("form.requisitioner"))
            .Blanks(new(T("form.capitals"), 2), new(T("form.hpr")));
        if (form is OrderForm.Childhood or OrderForm.Hpv) sheet.Ticks(T("form.physician"), T("form.nurse"));
        else sheet.Ticks(T("form.physician"), T("form.pharmacy"));
    }

    // What is asked for when National Insurance pays; the requisition is for one person (BLU).
    static void Patient(PdfSheet sheet, Language language)
    {
        string T(string key) => Text.Get(language, key);
        sheet.Subheading(T("form.patient")).Text(T("form.patient-about"))
            .Blanks(new(T("form.patient-name"), 3), new(T("form.patient-number"), 2))
            .Blanks(new(T("form.patient-municipality")), new(T("form.patient-indication"), 2))
            .Ticks(T("form.section4"));
    }

    static void Table(PdfSheet sheet, OrderForm form, IReadOnlyList<Product> products, Language language)
    {
        string T(string key) => Text.Get(language, key);
        var (blue, unauthorised) = (form == OrderForm.General, products.Any(product => !product.Authorised));
        sheet.Table(
            [
                new(T("form.article"), 1.15), new(T("form.product"), 4), new(T("form.pack"), 1, Right: true),
                new("", 0.15), .. unauthorised ? [new PdfColumn(T("form.unauthorised"), 0.9)] : None,
                .. blue ? [new PdfColumn(T("form.blue"), 0.7)] : None,
                new(T("form.doses"), 1.1),
            ],
            products.Select(product => (IReadOnlyList<PdfCell>)
            [
                $"{product.ArticleNumber}", $"{product.Name} {product.Strength}".Trim(),
                Formats.Number(language, product.DosesPerPack), "",
                .. Tick(unauthorised, !product.Authorised), .. Tick(blue, product.BlueKeys.Count > 0),
                new PdfBox(),
            ]));
    }

    // A column that is there holds a box where the product has it; a column that is not holds nothing.
    static PdfCell[] Tick(bool column, bool box) => !column ? [] : [box ? new PdfBox(Tick: true) : ""];

    static readonly PdfColumn[] None = [];
}
