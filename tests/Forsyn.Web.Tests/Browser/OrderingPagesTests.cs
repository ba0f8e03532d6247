using Forsyn.Web.Tests.Pages;
using Forsyn.Web.Tests.Pages.Ordering;
using static Microsoft.Playwright.Assertions;

namespace Forsyn.Web.Tests.Browser;

// A person has one basket: tests that fill it take turns.
[Collection("Baskets")]
public class OrderingPagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task The_pages_of_a_customer_are_sound(string language, int width)
    {
        await using var window = await Open(language, width);
        await server.EmptyBasket("smittevernlege");
        await window.SignIn("smittevernlege");
        await Show(window, "/shop", $"shop-{language}-{width}");
        await Show(window, "/shop?query=nosuchvaccine", $"shop-none-{language}-{width}");
        await Put(window, "Boostrix", "2");
        await Put(window, "Antytoksyna", "1");
        await Show(window, "/basket", $"basket-{language}-{width}");
        await window.Follow("button.ds-button[value=place]");
        await window.MustBeSound();
        await window.Picture($"basket-blocked-{language}-{width}");
        await window.Follow("button[value=remove-1]");
        await window.Follow("button.ds-button[value=place]");
        await window.Page.WaitForURLAsync("**/orders/*");
        await window.MustBeSound();
        await window.Picture($"order-{language}-{width}");
        await Show(window, "/orders", $"orders-{language}-{width}");
    }

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task The_pages_of_the_desk_are_sound(string language, int width)
    {
        using var customer = new Visitor(server, "lege");
        var urgent = ("Form.Urgent", "true");
        var number = await OrderPageTests.Placed(customer, "020227", urgent, ("Form.UrgentReason", "rabies"));
        await OrderPageTests.Placed(customer, "182303", ("Form.Lines[0].Amount", "900000"));
        await using var window = await Open(language, width);
        await window.SignIn("forsyning");
        await Show(window, "/desk", $"desk-{language}-{width}");
        await Show(window, "/desk?view=allocated", $"desk-allocated-{language}-{width}");
        await window.Page.GotoAsync($"/desk/{number}");
        await window.Page.Locator("details:has(button[value=ask]) summary").ClickAsync();
        await window.MustBeSound();
        await window.Picture($"desk-order-{language}-{width}");
        await window.Follow("button[value=release-and-allocate]");
        await window.Page.Locator(".flash").WaitForAsync();
        await window.Page.Locator("details:has(table) summary").First.ClickAsync();
        await window.MustBeSound();
        await window.Picture($"desk-allocation-{language}-{width}");
        await Show(window, "/desk/register?query=alta", $"register-search-{language}-{width}");
        await window.Page.GotoAsync("/desk/register?party=office-5601-2");
        await window.Page.Locator("[name='Form.Lines[0].Article']").FillAsync("020244");
        await window.Page.Locator("[name='Form.Lines[0].Doses']").FillAsync("7");
        await window.Follow("button.ds-button[value=check]");
        await window.Page.Locator(".prices").WaitForAsync();
        await window.MustBeSound();
        await window.Picture($"register-{language}-{width}");
        await Show(window, "/orders/all", $"orders-all-{language}-{width}");
    }

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task The_start_page_says_what_waits(string language, int width)
    {
        await server.EmptyBasket("helsesykepleier");
        await using var window = await Open(language, width);
        await window.SignIn("helsesykepleier");
        await Put(window, "Hexyon", "1");
        await Show(window, "/", $"start-nurse-{language}-{width}");
        Assert.Equal(1, await window.Page.Locator(".choice.work [href='/basket']").CountAsync());
        await window.Page.GotoAsync("/basket");
        await window.Follow("button[value=remove-0]");
        await window.Page.Locator(".empty").WaitForAsync();
        await window.MustBeSound();
        await window.Picture($"basket-empty-{language}-{width}");
    }

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task The_pages_of_access_are_sound(string language, int width)
    {
        await using var window = await Open(language, width);
        await Show(window, "/access", $"access-{language}-{width}");
        await window.Page.Locator("[name='Form.Name']").FillAsync("Turid Sand");
        await window.Page.Locator("[name='Form.Workplace']").FillAsync("Alta helsestasjon");
        await window.Follow("main form button");
        await window.MustBeSound();
        await window.Picture($"access-faulty-{language}-{width}");
        await window.Page.Locator("[name='Form.Phone']").FillAsync("90000000");
        await window.Follow("main form button");
        await window.Page.WaitForURLAsync("**/access?received=*");
        await window.MustBeSound();
        await window.SignIn("admin");
        await Show(window, "/people", $"people-{language}-{width}");
        await window.Page.GotoAsync("/people/requests?query=turid&state=open");
        await window.Follow("button[value=assign]");
        await window.Page.GotoAsync("/people/requests?query=turid&handler=admin");
        await window.Follow("button[value=find]");
        await window.Page.Locator("[name=Party]").First.WaitForAsync();
        await window.MustBeSound();
        await window.Picture($"requests-{language}-{width}");
        await window.Page.GotoAsync("/people/requests?query=turid");
        await window.Follow(".queue h2 a");
        Assert.Equal(2, await window.Page.Locator(".history > li").CountAsync());
        await window.MustBeSound();
        await window.Picture($"request-{language}-{width}");
        await window.Page.Locator("[id^=reason-]").FillAsync("Ikke kunde");
        await window.Follow("button[value=refuse]");
        await Show(window, "/people/requests?query=turid&state=refused", $"requests-refused-{language}-{width}");
    }

    [Fact]
    public async Task The_basket_is_judged_anew_while_it_is_written()
    {
        await using var window = await Open("nb", 1280);
        await window.SignIn("apotek");
        await Put(window, "Boostrix", "1");
        await window.Page.GotoAsync("/basket");
        await window.Page.Locator("[name='Form.Lines[0].Amount']").FillAsync("x");
        await Expect(window.Page.Locator("#verdict")).ToContainTextAsync("1 ting må rettes");
        await window.Page.Locator("[name='Form.Lines[0].Amount']").FillAsync("3");
        await Expect(window.Page.Locator("#verdict")).ToContainTextAsync("Bestillingen kan sendes");
        await window.Follow("button[value=remove-0]");
        Assert.Empty(window.Errors);
    }

    async Task<Window> Open(string language, int width)
    {
        var window = await browser.Open(server, width, language);
        await window.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Forsyn-Now"] = Visitor.Monday });
        return window;
    }

    static async Task Put(Window window, string product, string packs)
    {
        await window.Page.GotoAsync($"/shop?query={product}");
        await window.Page.Locator(".product [name=Amount]").First.FillAsync(packs);
        await window.Follow(".product button");
        await window.Page.Locator(".flash").WaitForAsync();
    }

    static async Task Show(Window window, string path, string picture)
    {
        await window.Page.GotoAsync(path);
        await window.MustBeSound();
        await window.Picture(picture);
    }
}
