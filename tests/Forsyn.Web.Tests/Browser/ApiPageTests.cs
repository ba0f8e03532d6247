namespace Forsyn.Web.Tests.Browser;

public class ApiPageTests(ForsynServer server, BrowserFixture browser)
{
    [Fact]
    public async Task The_api_can_be_read_and_tried_in_a_browser()
    {
        await using var window = await browser.Open(server);
        await window.Page.GotoAsync("/api");
        await window.Page.Locator("#operations-Products-get-product .opblock-summary-control").ClickAsync();
        await window.Page.GetByPlaceholder("articleNumber").FillAsync("145374");
        await window.Page.Locator(".authorize").First.ClickAsync();
        await window.Page.GetByLabel("auth-apikey-value-demo").Or(window.Page.Locator("#api_key_value")).Last
            .FillAsync("Demo lege");
        await window.Page.Locator(".auth-btn-wrapper .authorize").Last.ClickAsync();
        await window.Page.Locator(".btn-done").Last.ClickAsync();
        await window.Picture("api");
        await window.Page.Locator("button.execute").ClickAsync();
        await window.Page.Locator(".live-responses-table .response-col_status").GetByText("200").WaitForAsync();
        Assert.Empty(window.Errors);
    }
}
