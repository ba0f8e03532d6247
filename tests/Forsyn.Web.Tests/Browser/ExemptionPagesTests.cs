using Forsyn.Tests;
using Forsyn.Web.Tests.Pages;
using Forsyn.Web.Tests.Pages.Ordering;
using Microsoft.Playwright;

namespace Forsyn.Web.Tests.Browser;

// A person has one basket: tests that fill it take turns.
[Collection("Baskets")]
public class ExemptionPagesTests(ForsynServer server, BrowserFixture browser)
{
    const string Listed = "900018", Unlisted = "900022";
    static int _files;

    static FilePayload Paper() => new()
    {
        Name = "søknad.pdf", MimeType = "application/pdf",
        Buffer = MadeFiles.Pdf($"/Paper {Environment.ProcessId}{Interlocked.Increment(ref _files)}"),
    };

    async Task<Window> Open(string persona, string language, int width)
    {
        var window = await browser.Open(server, width, language);
        await window.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Forsyn-Now"] = Visitor.Monday });
        await window.SignIn(persona);
        return window;
    }

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("UNL-001"), Requirement("UNL-005"), Requirement("UNL-009")]
    public async Task An_application_is_uploaded_at_checkout_approved_at_the_desk_and_the_copy_comes_back(
        string language, int width)
    {
        await server.EmptyBasket("sykehus");
        await using var hospital = await Open("sykehus", language, width);
        await hospital.Page.GotoAsync($"/shop?query={Listed}");
        Assert.True(await hospital.Page.Locator(".product .ds-tag[data-color=warning]").IsVisibleAsync());
        await hospital.Page.Locator(".product [name=Amount]").First.FillAsync("2");
        await hospital.Follow(".product button");
        await hospital.Page.GotoAsync("/basket");
        Assert.True(await hospital.Page.Locator(".basket-lines .ds-tag[data-color=warning]").IsVisibleAsync());
        await hospital.Page.Locator("[name='Form.Lines[0].Exemption.Paper']").SelectOptionAsync("new");
        await hospital.Page.Locator("[name='Form.Lines[0].Exemption.Kind']").SelectOptionAsync("department");
        await hospital.Follow("button.ds-button[value=place]");
        await hospital.MustBeSound();
        await hospital.Picture($"exemption-basket-blocked-{language}-{width}");
        Assert.Contains("/basket", hospital.Page.Url); // no order without the paper

        await hospital.Page.Locator("[type=file]").SetInputFilesAsync(Paper());
        await hospital.Page.Locator("[name='Form.Lines[0].Exemption.Doses']").FillAsync("5");
        await hospital.Follow("button.ds-button[value=check]");
        await hospital.MustBeSound();
        await hospital.Picture($"exemption-basket-{language}-{width}");
        await hospital.Follow("button.ds-button[value=place]");
        await hospital.MustBeSound();
        Assert.True(hospital.Page.Url.Contains("/orders/"), await hospital.Page.InnerTextAsync("main"));
        await hospital.Follow("[href^='/exemptions/']:not(nav *)");
        await hospital.MustBeSound();
        await hospital.Picture($"exemption-sent-{language}-{width}");
        var application = new Uri(hospital.Page.Url).AbsolutePath;

        await using var desk = await Open("forsyning", language, width);
        await desk.Page.GotoAsync("/exemptions/queue");
        await desk.MustBeSound();
        await desk.Picture($"exemption-queue-{language}-{width}");
        await desk.Follow($"a[href='{application}']");
        await desk.MustBeSound();
        await desk.Follow("form:has([name=Until]) button[type=submit]");
        await desk.MustBeSound();
        await desk.Picture($"exemption-approved-{language}-{width}");
        await desk.Follow("section.decision button[type=submit]"); // the original is sent on
        await desk.MustBeSound();

        await hospital.Page.GotoAsync(application);
        var copy = await hospital.Page.Locator("a[href$='/copy']").GetAttributeAsync("href");
        var answer = await hospital.Page.APIRequest.GetAsync(new Uri(new Uri(hospital.Page.Url), copy).ToString());
        Assert.StartsWith("%PDF", await answer.TextAsync());
        await hospital.Page.GotoAsync("/exemptions");
        await hospital.MustBeSound();
        await hospital.Picture($"exemptions-{language}-{width}");
    }

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("UNL-011"), Requirement("UNL-012")]
    public async Task Off_the_positive_list_the_agency_decides_on_an_application_for_a_named_patient(
        string language, int width)
    {
        await using var office = await Open("smittevernlege", language, width);
        await office.Page.GotoAsync($"/exemptions/apply?article={Unlisted}");
        await office.Follow("form[method=post]:has([name='Form.Article']) button[type=submit]");
        await office.MustBeSound();
        await office.Picture($"exemption-apply-faults-{language}-{width}");
        Task Write(string field, string text) => office.Page.Locator($"[name='Form.{field}']").FillAsync(text);
        await office.Page.Locator("[name='Form.Exemption.Kind']").SelectOptionAsync("namedPatient");
        await Write("Exemption.PatientName", "Kari Gjort");
        await Write("Exemption.PatientNumber", "15076500565");
        await Write("Exemption.PatientMunicipality", "5601");
        await Write("Exemption.Doses", "1");
        await Write("Exemption.Use", "Meslinger i familien");
        await Write("Exemption.Why", "Tåler ikke kombinasjonsvaksinen");
        await office.Page.Locator("[type=file]").SetInputFilesAsync(Paper());
        await office.Follow("form[method=post]:has([name='Form.Article']) button[type=submit]");
        await office.MustBeSound();
        var application = new Uri(office.Page.Url).AbsolutePath;

        await using var agency = await Open("dmp", language, width);
        await agency.Page.GotoAsync("/exemptions/queue");
        await agency.Follow($"a[href='{application}']");
        await agency.MustBeSound();
        await agency.Picture($"exemption-agency-{language}-{width}");
        await agency.Page.Locator("[name=Document]").SetInputFilesAsync(Paper());
        await agency.Follow("form:has([name=Until]) button[type=submit]");
        await agency.MustBeSound();
        await office.Page.GotoAsync(application);
        Assert.Equal(2, await office.Page.Locator("dd a[href^='/attachments/']").CountAsync());
    }
}
