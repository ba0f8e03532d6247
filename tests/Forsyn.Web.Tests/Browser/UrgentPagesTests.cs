using Forsyn.App.Database;
using Forsyn.Tests;
using static Microsoft.Playwright.Assertions;

namespace Forsyn.Web.Tests.Browser;

[Collection("Baskets")]
public class UrgentPagesTests(ForsynServer server, BrowserFixture browser)
{
    const string Day = "2026-05-18T10:00:00+02:00", Night = "2026-05-18T22:30:00+02:00";

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("URG-001", "URG-009", "CHN-007")]
    public async Task The_desk_writes_down_a_call_releases_it_and_the_clock_runs(string language, int width)
    {
        await using var window = await Open(language, width, Day);
        await window.SignIn("forsyning");
        await Show(window, "/urgent", $"urgent-desk-{language}-{width}");
        await Expect(window.Page.Locator(".hours-now a").First).ToHaveTextAsync("21 07 70 00");
        await Show(window, "/urgent/new?query=alta", $"urgent-customer-{language}-{width}");
        await window.Page.GotoAsync("/urgent/new?party=office-5601-2");
        await window.Follow("button.ds-button[value=place]");
        await window.MustBeSound();
        await window.Picture($"urgent-call-faulty-{language}-{width}");
        await Write(window, reason: "rabies", article: "569568");
        await window.Page.Locator("[name='Form.Emergency.AnsweredBy']").SelectOptionAsync("physician");
        await window.Follow("button.ds-button[value=check]");
        await window.MustBeSound();
        await window.Picture($"urgent-call-{language}-{width}");
        await window.Follow("button.ds-button[value=place]");
        await window.Page.WaitForURLAsync("**/urgent/1*");
        await Expect(window.Page.Locator(".urgent-facts [data-part=hours]")).ToHaveTextAsync("2");
        await window.MustBeSound();
        await window.Follow("button[value=release]");
        await window.Page.Locator(".flash").WaitForAsync();
        await window.MustBeSound();
        await window.Picture($"urgent-order-desk-{language}-{width}");
        await Show(window, "/urgent/times", $"urgent-times-{language}-{width}");
    }

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("URG-003", "URG-010", "URG-013")]
    public async Task The_pharmacy_writes_down_a_call_at_night_asks_the_physician_and_hands_out(
        string language, int width)
    {
        await using var window = await Open(language, width, Night);
        await window.SignIn("vakt");
        await Show(window, "/", $"start-on-call-{language}-{width}");
        await Show(window, "/urgent", $"urgent-pharmacy-{language}-{width}");
        await Expect(window.Page.Locator(".hours-now a").First).ToHaveTextAsync("23 35 81 00");
        await window.Page.GotoAsync("/urgent/new?party=office-5601-2");
        await Write(window, reason: "botulism", article: "569568");
        await window.Follow("button.ds-button[value=place]");
        await window.Page.WaitForURLAsync("**/urgent/1*");
        await window.Follow("button[value=hand-out]");
        await window.Page.Locator("#refusal").WaitForAsync();
        await window.MustBeSound();
        await window.Picture($"hand-out-refused-{language}-{width}");
        await window.Page.Locator("[name=Assessment]").FillAsync("To doser nå, så etter sju dager");
        await window.Follow("button[value=consult]");
        await Expect(window.Page.Locator(".urgent-facts .said")).ToContainTextAsync("To doser nå");
        await window.Page.Locator("[name=CollectedBy]").FillAsync("Kari Nord, Ullevål");
        await window.Follow("button[value=hand-out]");
        await window.Page.Locator(".flash").WaitForAsync();
        await Expect(window.Page.Locator(".history")).ToContainTextAsync("Kari Nord, Ullevål");
        await window.MustBeSound();
        await window.Picture($"handed-out-{language}-{width}");
        await window.Page.GotoAsync("/urgent/times?from=2026-05&to=2026-05");
        await window.Page.Locator("tbody th a").First.ClickAsync();
        await window.Page.Locator("#behind").WaitForAsync();
        await window.MustBeSound();
        await window.Picture($"urgent-times-behind-{language}-{width}");
    }

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("URG-004")]
    public async Task A_gap_in_the_roster_alarms_until_it_is_filled(string language, int width)
    {
        await using var window = await Open(language, width, Day);
        await window.SignIn("forsyning");
        await Show(window, "/roster", $"roster-{language}-{width}");
        Assert.Equal(0, await window.Page.Locator("#gaps").CountAsync());
        var link = window.Page.Locator("tbody tr a").Nth(5);
        await window.Follow(link);
        await window.MustBeSound();
        await window.Picture($"shift-{language}-{width}");
        var (starts, ends) = (await Value(window, "Form.Starts"), await Value(window, "Form.Ends"));
        await window.Page.Locator("[name=Reason]").FillAsync("Syk");
        await window.Follow("button[value=remove]");
        await window.Page.Locator("#gaps").WaitForAsync();
        await window.MustBeSound();
        await window.Picture($"roster-gap-{language}-{width}");
        await window.Page.GotoAsync("/urgent");
        Assert.Equal(1, await window.Page.Locator(".ds-alert [href='/roster']").CountAsync());
        await window.MustBeSound();
        await window.Page.GotoAsync("/");
        Assert.Equal(1, await window.Page.Locator(".choice.work [href='/roster']").CountAsync());
        await Show(window, "/roster?closed=true", $"roster-all-{language}-{width}");
        await window.Page.Locator("[name='Form.Physician']").FillAsync("Nina Vik");
        await window.Page.Locator("[name='Form.Starts']").FillAsync(starts);
        await window.Page.Locator("[name='Form.Ends']").FillAsync(ends);
        await window.Follow("section:has(#add) button");
        await window.Page.Locator(".flash").WaitForAsync();
        Assert.Equal(0, await window.Page.Locator("#gaps").CountAsync());
    }

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("URG-008")]
    public async Task A_day_set_in_the_calendar_closes_the_desk(string language, int width)
    {
        // A day of its own for each turn: other tests keep their open days.
        var day = 9 + (language switch { "nb" => 0, "nn" => 2, _ => 7 }) + (width > 500 ? 0 : 1);
        await using var window = await Open(language, width, $"2026-11-{day:00}T10:00:00+01:00");
        await window.SignIn("forsyning");
        await Show(window, "/opening-hours", $"hours-{language}-{width}");
        await Expect(window.Page.Locator(".hours-now a").First).ToHaveTextAsync("21 07 70 00");
        await window.Follow("section:has(#edit) button");
        await window.Page.Locator("#refusal").WaitForAsync();
        await window.MustBeSound();
        await window.Page.Locator("[name=Day]").FillAsync($"2026-11-{day:00}");
        await window.Page.Locator("[name=Reason]").FillAsync("Flyttedag");
        await window.Follow("section:has(#edit) button");
        await window.Page.Locator(".flash").WaitForAsync();
        await Expect(window.Page.Locator(".hours-now a").First).ToHaveTextAsync("23 35 81 00");
        await Expect(window.Page.Locator("tbody").Nth(1)).ToContainTextAsync("Flyttedag");
        await window.MustBeSound();
        await window.Picture($"hours-closed-{language}-{width}");
        Assert.Equal("closed", await server.Database.One<string>(
            "select kind from calendar_day where day = @on", new { on = new DateOnly(2026, 11, day) }));
    }

    async Task<Window> Open(string language, int width, string now)
    {
        var window = await browser.Open(server, width, language);
        await window.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Forsyn-Now"] = now });
        return window;
    }

    static async Task Write(Window window, string reason, string article)
    {
        await window.Page.Locator("[name='Form.Caller']").FillAsync("Ola Lege");
        await window.Page.Locator("[name='Form.Name']").FillAsync("Ola Lege");
        await window.Page.Locator("[name='Form.UrgentReason']").SelectOptionAsync(reason);
        await window.Page.Locator("[name='Form.Emergency.ExposedAt']").FillAsync("2026-05-18T07:50");
        await window.Page.Locator("[name='Form.Lines[0].Article']").SelectOptionAsync(article);
        await window.Page.Locator("[name='Form.Lines[0].Doses']").FillAsync("2");
    }

    static Task<string> Value(Window window, string name) => window.Page.Locator($"[name='{name}']").InputValueAsync();

    static async Task Show(Window window, string path, string picture)
    {
        await window.Page.GotoAsync(path);
        await window.MustBeSound();
        await window.Picture(picture);
    }
}
