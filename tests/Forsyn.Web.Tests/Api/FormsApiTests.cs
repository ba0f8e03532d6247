using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Api;

public class FormsApiTests(ForsynServer server)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<OrderForm, Language> FormsAndLanguages =>
        [.. from form in Enum.GetValues<OrderForm>() from language in Languages.All select (form, language)];

    [Theory, MemberData(nameof(FormsAndLanguages))]
    [Requirement("CHN-006"), Requirement("CHN-004"), Requirement("CHN-003"), Requirement("REP-016")]
    public async Task Anybody_prints_each_form_in_each_language(OrderForm form, Language language)
    {
        var text = await Print($"{Kebab.Of(form)}.pdf?language={language.Code()}");
        foreach (var line in OrderFormPdf.Address) Assert.Contains(line, text);
        Assert.Contains("«Vaksinebestilling»", text);
        Assert.Contains("21 07 70 12", text);
        Assert.Contains("21 07 70 00", text);
        Assert.Contains(Text.Get(language, "form.signature"), text);
        Assert.Contains(Text.Get(language, "form.shorter"), text);
        Assert.DoesNotContain("Alta", text);
    }

    [Fact, Requirement("CHN-006"), Requirement("YEL-010")]
    public async Task A_form_carries_the_products_it_may_be_used_for_and_no_others()
    {
        var childhood = await Print("childhood.pdf");
        Assert.Contains("Hexyon", childhood);
        Assert.DoesNotContain("Stamaril", childhood);
        Assert.DoesNotContain("Boostrix 0", childhood);
        Assert.Contains("Gardasil 9", await Print("hpv.pdf"));
        Assert.DoesNotContain("Hexyon", await Print("hpv.pdf"));
        var outside = await Print("outside-programme.pdf");
        Assert.Contains("Stamaril", outside);
        Assert.DoesNotContain("Hexyon", outside);
        Assert.DoesNotContain("Stamaril", await Print("general.pdf"));
    }

    [Fact, Requirement("CHN-006")]
    public async Task Every_product_of_the_shop_stands_on_a_form()
    {
        using var client = server.Client("lege");
        var forms = await client.GetFromJsonAsync<JsonElement>("/api/v1/forms", Stop);
        var onForms = forms.EnumerateArray().SelectMany(form => form.GetProperty("articles").EnumerateArray())
            .Select(article => article.GetString()!).ToHashSet();
        var shop = await server.Database.List<string>(
            "select article_number from product where price_ore > 0 and class <> 'medicine'");
        Assert.NotEmpty(shop);
        Assert.Empty(shop.Except(onForms));
    }

    [Fact, Requirement("CHN-006")]
    public async Task A_customer_s_form_has_its_name_and_address_on_it()
    {
        Assert.Contains("Alta legekontor 2", await Print("general.pdf?filled=true", "lege"));
        Assert.DoesNotContain("Alta legekontor 2", await Print("general.pdf", "lege"));
    }

    [Fact]
    public async Task A_form_that_is_none_of_the_four_is_unknown()
    {
        using var answer = await server.Client().GetAsync("/api/v1/forms/email.pdf", Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("outside-programme", await answer.Content.ReadAsStringAsync(Stop));
    }

    [Fact, Requirement("CHN-006")]
    public void The_code_opens_the_registration_with_form_and_customer_chosen() =>
        Assert.Equal("https://example.no/desk/register?form=hpv&party=office-5601-2",
            OrderFormPdf.Registration("https://example.no/", OrderForm.Hpv, new("office-5601-2", "Alta", "")));

    async Task<string> Print(string path, string? persona = null)
    {
        using var client = server.Client(persona);
        using var answer = await client.GetAsync($"/api/v1/forms/{path}", Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, await answer.Content.ReadAsByteArrayAsync(Stop), Stop);
        using var reader = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", file, "-"])
        {
            RedirectStandardOutput = true,
        })!;
        var text = await reader.StandardOutput.ReadToEndAsync(Stop);
        File.Delete(file);
        return text;
    }
}
