using Forsyn.Web.Tests.Api;

namespace Forsyn.Web.Tests.Browser;

public class InvoicePageTests(ForsynServer server, BrowserFixture browser)
{
    [Theory]
    [InlineData("nb", 1280, 7101)]
    [InlineData("nn", 390, 7102)]
    [InlineData("en", 390, 7103)]
    public async Task Invoices_are_found_and_read(string language, int width, long order)
    {
        var number = await InvoicesApiTests.Invoice(server, order, "lege");
        await using var window = await browser.Open(server, width, language, script: language != "nn");
        await window.SignIn("lege");
        await window.Page.GotoAsync("/invoices");
        await window.Page.Locator("input[type=search]").FillAsync($"{order}");
        await window.Follow(".search button");
        if (language != "nn") await window.MustBeSound();
        await window.Picture($"invoices-{language}-{width}");
        await window.Follow("tbody a");
        Assert.EndsWith($"/invoices/{number}", window.Page.Url);
        if (language != "nn") await window.MustBeSound();
        await window.Picture($"invoice-{language}-{width}");
        Assert.Contains("1234 56 78903", await window.Page.Locator("main").InnerTextAsync());
    }

    [Fact]
    public async Task The_list_of_everyone_is_sound_and_tells_what_was_not_found()
    {
        await InvoicesApiTests.Invoice(server, 7104, "lege");
        await using var window = await browser.Open(server, 390);
        await window.SignIn("forsyning");
        await window.Page.GotoAsync("/invoices/all");
        await window.MustBeSound();
        await window.Picture("invoices-all-390");
        await window.Page.GotoAsync("/invoices/all?query=finnes-ikke");
        await window.MustBeSound();
        Assert.Contains("finnes-ikke", await window.Page.Locator(".empty").InnerTextAsync());
    }

    [Fact]
    public async Task An_invoice_of_another_is_a_page_that_is_not_there()
    {
        var number = await InvoicesApiTests.Invoice(server, 7105, "lege");
        await using var window = await browser.Open(server);
        await window.SignIn("apotek");
        var answer = await window.Page.GotoAsync($"/invoices/{number}");
        Assert.Equal(404, answer!.Status);
        Assert.DoesNotContain("1234 56 78903", await window.Page.ContentAsync());
    }
}
