using Forsyn.Tests;
using Microsoft.Playwright;

namespace Forsyn.Web.Tests.Browser;

/// <summary>The season as its people walk through it: ordered in spring, shared in August, sent in waves.</summary>
public class InfluenzaPagesTests(ForsynServer server, BrowserFixture browser)
{
    const string Spring = "2026-05-18T10:00:00+02:00", August = "2026-08-20T10:00:00+02:00";

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("FLU-002", "FLU-004", "FLU-009", "PRG-008")]
    public async Task The_pages_of_the_season_and_the_programmes_are_sound(string language, int width)
    {
        await using (var window = await Open(server, "smittevernlege", Spring, language, width))
        {
            await Show(window, "/influenza", "coverage", language, width);
            Assert.Equal(357, await window.Page.Locator(".map circle").CountAsync());
            await Show(window, "/influenza?query=nosuchplace", "coverage-none", language, width);
            await Show(window, "/influenza/pre-order", "pre-order", language, width);
        }
        await using (var window = await Open(server, "sykehus", Spring, language, width))
            await Show(window, "/influenza/pre-order", "pre-order-hospital", language, width);
        await using (var window = await Open(server, "forsyning", August, language, width))
        {
            await Show(window, "/influenza/season", "season", language, width);
            await window.Page.Locator("details:has(table) summary").First.ClickAsync();
            await window.MustBeSound();
            await Show(window, "/influenza/waves/1", "wave", language, width);
            await Show(window, "/programmes", "programmes", language, width);
            await Show(window, "/programmes/pertussis-pregnancy", "programme", language, width);
            Assert.Contains("710", await window.Page.Locator(".facts").InnerTextAsync());
            await Show(window, "/mandates", "mandates", language, width);
        }
    }

    [Theory, InlineData("nb", true), InlineData("nn", false), InlineData("en", true)]
    [Requirement("FLU-005", "FLU-006", "FLU-007", "FLU-008", "FLU-009", "FLU-012", "REQ-005", "REQ-006")]
    public async Task A_pre_order_is_placed_changed_allotted_explained_and_sent_in_a_wave(string language, bool script)
    {
        await using var own = new ForsynServer();
        await own.InitializeAsync();
        await using (var window = await Open(own, "smittevernlege", Spring, language, script: script))
        {
            await PreOrder(window, "900", ("DeliveryAddress", "Torget 1; Strandgata 2"));
            await window.Page.Locator("#refusal .finding").WaitForAsync();
            await PreOrder(window, "900", ("DeliveryAddress", "Markveien 17, 9510 Alta"));
            await window.Page.Locator(".flash").WaitForAsync();
            await PreOrder(window, "1200");
            await Assertions.Expect(window.Page.Locator("[aria-labelledby=history] li")).ToHaveCountAsync(2);
            await window.Page.FillAsync("[name='Actor.Actor']", "Alta legesenter");
            await window.Page.FillAsync("[name='Actor.Doses']", "100");
            await window.Page.FillAsync("[name='Actor.Routine']", "Henter doser hver mandag");
            await window.Follow("#cooperation form:has([name='Actor.Actor']) button");
            await Assertions.Expect(window.Page.Locator("#cooperation th[scope=row]"))
                .ToHaveTextAsync("Alta legesenter");
        }
        await using (var window = await Open(own, "sykehus", Spring, language, script: script))
        {
            await PreOrder(window, "100", ("Lines[0].Personnel", "400"), ("DeliveryAddress", "Sykehusveien 38"));
            await window.Page.Locator(".flash").WaitForAsync();
        }
        await using (var window = await Open(own, "forsyning", August, language, script: script))
        {
            await window.Page.GotoAsync("/influenza/season");
            await window.Page.FillAsync("[name='Terms.HospitalPercent']", "50");
            await window.Follow("form:has(button):has([name='Terms.HospitalPercent']:visible) button");
            await Assertions.Expect(window.Page.Locator("details:has(table)")).ToHaveCountAsync(2);
            await window.Follow("form:has(input[type=hidden][name='Terms.HospitalPercent']) button");
            await window.Page.Locator(".flash").WaitForAsync();
            await window.Follow("#wave-work .row form:first-child button");
            await window.Page.Locator(".flash").WaitForAsync();
            await window.Follow("#wave-work .row form:nth-child(2) button");
            await window.Page.Locator(".flash").WaitForAsync();
            await Assertions.Expect(window.Page.Locator("progress")).ToHaveAttributeAsync("value", "60");
            await window.Page.GotoAsync("/influenza/waves/1");
            await window.Follow("main form button");
            await window.Page.Locator(".flash").WaitForAsync();
            if (script) await window.MustBeSound();
        }
        await using (var window = await Open(own, "smittevernlege", August, language, script: script))
        {
            await window.Page.GotoAsync("/influenza/pre-order");
            var why = window.Page.Locator("[aria-labelledby=lines] td:last-child .detail");
            Assert.NotEmpty(await why.First.InnerTextAsync());
            if (script) await window.MustBeSound();
        }
    }

    [Theory, InlineData("nb"), InlineData("nn"), InlineData("en"), Requirement("ACT-010", "ACT-011", "ACT-012")]
    public async Task Agreements_operators_and_authorisations_are_kept_by_those_who_answer_for_them(string language)
    {
        await using var own = new ForsynServer();
        await own.InitializeAsync();
        await using (var window = await Open(own, "dmp", Spring, language))
        {
            await window.Page.GotoAsync("/mandates");
            await window.Page.FillAsync("[name='Operator.Party']", "nmd");
            await window.Page.FillAsync("[name='Operator.From']", "2026-12-01");
            await window.Page.FillAsync("[name='Operator.Decision']", "HOD 2026");
            await window.Follow("form:has([name='Operator.Party']) button");
            await Assertions.Expect(window.Page.Locator("[aria-labelledby=operators] tbody tr")).ToHaveCountAsync(5);
            await window.Page.FillAsync("[name='Agreement.Name']", "HPV 2027");
            await window.Follow("form:has([name='Agreement.Name']) button");
            await Assertions.Expect(window.Page.Locator("#refusal .finding")).ToHaveCountAsync(2);
            await window.MustBeSound();
        }
        await using (var window = await Open(own, "forsyning", Spring, language))
        {
            await window.Page.GotoAsync("/mandates");
            await window.Page.FillAsync("[name='Used.Amount']", "20 000 000");
            await window.Page.FillAsync("[name='Used.Text']", "Avrop 1");
            await window.Follow("form:has([name='Used.Amount']) button");
            await window.Page.Locator(".flash").WaitForAsync();
            await window.MustBeSound();
        }
    }

    static async Task PreOrder(Window window, string doses, params (string Name, string Value)[] more)
    {
        await window.Page.GotoAsync("/influenza/pre-order");
        await window.Page.FillAsync("[name='Form.Lines[0].Doses']", doses);
        foreach (var (name, value) in more) await window.Page.FillAsync($"[name='Form.{name}']", value);
        await window.Follow("section[aria-labelledby=my-pre-order] button");
    }

    async Task<Window> Open(ForsynServer at, string who, string now, string language, int width = 1280,
        bool script = true)
    {
        var window = await browser.Open(at, width, language, script);
        await window.SignIn(who);
        await window.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Forsyn-Now"] = now });
        return window;
    }

    static async Task Show(Window window, string path, string name, string language, int width)
    {
        await window.Page.GotoAsync(path);
        await window.MustBeSound();
        await window.Picture($"{name}-{language}-{width}");
    }
}
