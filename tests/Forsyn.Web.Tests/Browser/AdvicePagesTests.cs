using Forsyn.Tests;
using Forsyn.Web.Tests.Pages;

namespace Forsyn.Web.Tests.Browser;

public class AdvicePagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("MAN-012")]
    public async Task A_question_goes_to_a_pharmacist_and_the_answer_comes_back(string language, int width)
    {
        await using var window = await Open(language, width);
        await window.SignIn("sykehus");
        await Show(window, "/advice?query=nosuchquestion", $"advice-none-{language}-{width}");
        await window.Page.GotoAsync("/advice/new?article=420244");
        await window.MustBeSound();
        var subject = $"Kjølekjede {language} {width}";
        await window.Page.Locator("[name='Form.Subject']").FillAsync(subject);
        await window.Page.Locator("[name='Form.Question']").FillAsync("Gjelder 15819850027");
        await window.Follow("main form button");
        Assert.Equal("true", await window.Page.Locator("[name='Form.Question']").GetAttributeAsync("aria-invalid"));
        await window.MustBeSound();
        await window.Picture($"advice-refused-{language}-{width}");
        await window.Page.Locator("[name='Form.Question']").FillAsync("Den sto i åtte timer på benken.");
        await window.Follow("main form button");
        Assert.Contains("/advice/", window.Page.Url);
        var path = new Uri(window.Page.Url).AbsolutePath;
        await window.MustBeSound();

        await using var desk = await Open(language, width);
        await desk.SignIn("forsyning");
        Assert.Equal(1, await desk.Page.Locator(".choice.work [href='/desk/advice']").CountAsync());
        await Show(desk, "/desk/advice", $"advice-desk-{language}-{width}");
        await desk.Follow($".queue a[href='{path}']");
        await desk.Page.Locator("[name=Text]").FillAsync("Kast den og meld fra.");
        await desk.Follow("button[value=answer]");
        await desk.MustBeSound();
        await desk.Picture($"advice-answered-{language}-{width}");

        await window.Page.GotoAsync(path);
        Assert.Contains("Kast den", await window.Page.Locator(".history").InnerTextAsync());
        await window.Page.Locator("[name=Text]").FillAsync("Hvem melder jeg til?");
        await window.Follow("button[value=question]");
        await window.Follow("button[value=close]");
        Assert.Equal(0, await window.Page.Locator("[name=Text]").CountAsync());
        await window.MustBeSound();
        await Show(window, "/advice", $"advice-list-{language}-{width}");
    }

    [Fact]
    public async Task A_question_about_an_order_begins_on_its_page()
    {
        using var customer = new Visitor(server, "lege");
        var number = await Forsyn.Web.Tests.Pages.Ordering.OrderPageTests.Placed(customer, "020227");
        await using var window = await Open("nb", 1280);
        await window.SignIn("lege");
        await window.Page.GotoAsync($"/orders/{number}");
        await window.Follow($"a[href='/advice/new?order={number}']");
        Assert.Equal($"{number}", await window.Page.Locator("[name='Form.Order']").InputValueAsync());
        await window.Page.Locator("[name='Form.Subject']").FillAsync("Når kommer den?");
        await window.Page.Locator("[name='Form.Question']").FillAsync("Vi vaksinerer på mandag.");
        await window.Follow("main form button");
        await window.Page.GotoAsync($"/orders/{number}");
        Assert.Contains("Når kommer den?", await window.Page.Locator("main").InnerTextAsync());
        await window.MustBeSound();
    }

    async Task<Window> Open(string language, int width)
    {
        var window = await browser.Open(server, width, language);
        await window.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Forsyn-Now"] = Visitor.Monday });
        return window;
    }

    static async Task Show(Window window, string path, string picture)
    {
        await window.Page.GotoAsync(path);
        await window.MustBeSound();
        await window.Picture(picture);
    }
}
