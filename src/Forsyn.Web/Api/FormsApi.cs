using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.App.Texts;
using Forsyn.Core.Ordering;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Pages.Layout;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>The printable order forms (CHN-006): open to everybody, since anyone may send a fax or a letter.</summary>
static class FormsApi
{
    const string Pdf = "application/pdf";

    public static void MapForms(this IEndpointRouteBuilder api)
    {
        var forms = api.MapGroup("/forms").WithTags("Forms").AllowAnonymous();
        forms.MapGet("/", List).WithName("list-forms").WithSummary("The printable forms and their products")
            .Produces<IReadOnlyList<FormBody>>();
        forms.MapGet("/{kind}.pdf", Print).RequireRateLimiting(RateLimits.Print)
            .WithName("print-form").WithSummary("A form as PDF; filled=true writes the caller's own customer on it")
            .Produces<byte[]>(200, Pdf).ProducesProblem(404).ProducesProblem(429);
    }

    /// <summary>How much is published in each written language (REP-016).</summary>
    public static void MapLanguages(this IEndpointRouteBuilder api) => api.MapGet("/languages", (Clock clock) =>
            Results.Ok(LanguagesBody.Of(MeasureLanguages.Run(Navigation.AllPages, clock.Today))))
        .AllowAnonymous().WithTags("Forms").WithName("get-languages")
        .WithSummary("How much is published in bokmål and in nynorsk").Produces<LanguagesBody>();

    static async Task<IResult> List(Db db, Words words)
    {
        var forms = new List<FormBody>();
        foreach (var form in Enum.GetValues<OrderForm>())
            forms.Add(new(form, words.Of(form), OrderForms.Purposes(form),
                [.. (await OrderFormPdf.Products(db, form)).Select(product => product.ArticleNumber.ToString())]));
        return Results.Ok(forms);
    }

    static async Task<IResult> Print(
        string kind, Db db, Current who, Clock clock, Words words, HttpRequest request, IConfiguration settings,
        string? language = null, bool filled = false) =>
        (await PrintForm.Run(db, kind, Site.Of(request, settings), Languages.Parse(language) ?? words.Language,
            clock.Now, filled ? who.Maybe : null))
        .Answer(words, form => Results.File(form.Pdf, Pdf, form.FileName));
}

/// <summary>A form, what it may be used for, and the article numbers on it.</summary>
public sealed record FormBody(
    OrderForm Form, string Name, IReadOnlyList<Purpose> Purposes, IReadOnlyList<string> Articles);

/// <summary>What is published in each language; shares are per cent of what is Norwegian.</summary>
public sealed record LanguagesBody(
    bool Fulfilled, decimal LeastPercent, IReadOnlyList<LanguageCountBody> Counts, IReadOnlyList<string> OneOnly)
{
    public static LanguagesBody Of(LanguageReport report) => new(report.Fulfilled, Percent(report.Least),
        [.. report.Counts.Select(count => new LanguageCountBody(count.What, count.Nb, count.Nn, count.En,
            Percent(count.Share(Language.Nb)), Percent(count.Share(Language.Nn))))], report.OneOnly);

    static decimal Percent(Rate rate) => rate.Millionths / 10_000m;
}

public sealed record LanguageCountBody(string What, long Nb, long Nn, long En, decimal NbPercent, decimal NnPercent);
