using Forsyn.Tests;

namespace Forsyn.Web.Tests.Browser;

public class WastePageTests(ForsynServer server, BrowserFixture browser)
{
    [Theory]
    [MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("SHL-003")]
    public async Task A_faulty_file_of_losses_is_told_row_by_row_and_the_country_is_shown(string language, int width)
    {
        await using var office = await browser.Open(server, width, language);
        await office.SignIn("lege");
        await office.Page.GotoAsync("/stock/waste?groupBy=product");
        await office.Page.Locator("[name=Upload]").SetInputFilesAsync(new Microsoft.Playwright.FilePayload
        {
            Name = "losses.csv", MimeType = "text/csv", Buffer = "kind;varenummer;antall\neat;nothing;1\n"u8.ToArray(),
        });
        await office.Follow("form:has([name=Upload]) button[type=submit]");
        Assert.Equal(2, await office.Page.Locator(".finding").CountAsync());
        await office.MustBeSound();
        await office.Picture($"waste-faulty-{language}");
        await using var regulator = await browser.Open(server, width, language);
        await regulator.SignIn("dmp");
        await regulator.Page.GotoAsync("/stock/waste?groupBy=holder&from=2020-01-01");
        await regulator.MustBeSound();
        await regulator.Picture($"waste-{language}");
    }
}
