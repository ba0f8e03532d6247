using Forsyn.Web.Hosting;
using Forsyn.Web.Tests.Pages;
using Forsyn.Web.Tests.Pages.Ordering;
using Microsoft.Extensions.DependencyInjection;

namespace Forsyn.Web.Tests.Browser;

// A person has one basket: tests that fill it take turns.
[Collection("Baskets")]
public class MessagePagesTests(ForsynServer server, BrowserFixture browser)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task A_customer_reads_what_happened_and_chooses_how_to_be_told(string language, int width)
    {
        var number = await Placed();
        await using var window = await browser.Open(server, width, language);
        await window.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Forsyn-Now"] = Visitor.Monday });
        await window.SignIn("lege");
        Assert.Equal(1, await window.Page.Locator(".bell .count").CountAsync());
        await window.Follow(".bell");
        await window.MustBeSound();
        await window.Picture($"messages-{language}-{width}");
        await window.Follow($".message:has-text('{number}') h2 a");
        Assert.EndsWith($"/orders/{number}", window.Page.Url);
        await window.Page.GotoAsync("/messages?unread=true&kind=order-placed");
        await window.MustBeSound();
        Assert.Equal(0, await window.Page.Locator($".message:has-text('{number}')").CountAsync());
        await window.Follow("a[href='/messages/settings']");
        await window.Page.Locator("[name='Form.Email']").FillAsync("lege@forsyn.example");
        await window.Follow("main form button[type=submit]");
        await window.MustBeSound();
        await window.Picture($"message-settings-{language}-{width}");
    }

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task The_desk_sees_the_letters_that_would_be_sent(string language, int width)
    {
        var number = await Placed();
        using var desk = new Visitor(server, "forsyning");
        await desk.Open($"/desk/{number}");
        await desk.Press("button[value=refuse]", ("Reason", "Feil vaksine"));
        await CatchUp();
        await using var window = await browser.Open(server, width, language);
        await window.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Forsyn-Now"] = Visitor.Monday });
        await window.SignIn("forsyning");
        await window.Page.GotoAsync("/outbox?query=lege");
        await window.Page.Locator(".queue details summary").First.ClickAsync();
        await window.MustBeSound();
        await window.Picture($"outbox-{language}-{width}");
        var letter = await window.Page.Locator($".queue li:has-text('{number}')").First.TextContentAsync();
        Assert.Contains("lege@forsyn.example", letter);
        Assert.DoesNotContain("Feil vaksine", letter);
        await window.Page.GotoAsync("/outbox?query=nobody");
        await window.MustBeSound();
    }

    async Task<string> Placed()
    {
        using var person = new Visitor(server, "lege");
        var number = await OrderPageTests.Placed(person);
        await CatchUp();
        return number;
    }

    Task CatchUp() => server.Services.GetRequiredService<FactDelivery>().CatchUp(Stop);
}
