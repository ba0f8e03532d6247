using Forsyn.Tests;
using static Microsoft.Playwright.Assertions;

namespace Forsyn.Web.Tests.Browser;

public class BluePagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory, Requirement("BLU-001", "BLU-002", "BLU-003")]
    [InlineData(1280), InlineData(390)]
    public async Task A_faxed_prescription_is_registered_checked_and_released_and_each_look_is_seen_by_the_auditor(
        int width)
    {
        await using var window = await browser.Open(server, width, "nn");
        await window.SignIn("forsyning");
        await window.Page.GotoAsync("/desk/register?party=office-5601-2");
        await Fill(window, "Lines[0].Article", "585869");
        await Fill(window, "Lines[0].Doses", "1");
        await window.Page.Locator("[name='Form.Lines[0].Purpose']").SelectOptionAsync("blue");
        await window.Follow("button.ds-button[value=check]");
        await window.MustBeSound();
        await window.Picture($"blue-missing-{width}");
        // Everything that is missing is said at once.
        foreach (var missing in (string[])["§ 4", "leveringsadresse", "Dosestorleiken", "Indikasjonen"])
            await Expect(window.Page.Locator(".findings")).ToContainTextAsync(missing);

        await window.Page.Locator("[name='Form.Lines[0].Blue.Row']")
            .SelectOptionAsync("hepatitis-a.hepatitis-a-vaccine.d.liver-disease");
        await Fill(window, "Lines[0].Blue.DoseSize", "1 ml");
        await Fill(window, "Lines[0].Blue.Name", "Oda Oppdikta");
        await Fill(window, "Lines[0].Blue.IdentityNumber", "138110 60059");
        await Fill(window, "Lines[0].Blue.Municipality", "5601 Alta");
        await window.Page.Locator("[name='Form.Lines[0].Blue.Section4']").CheckAsync();
        await Fill(window, "DeliveryAddress", "Storgata 1, 9510 Alta");
        await Fill(window, "Name", "Ingrid Solheim");
        await window.Follow("button.ds-button[value=place]");
        await window.Page.WaitForURLAsync("**/desk/*");
        var number = window.Page.Url.Split('/')[^1];
        await window.MustBeSound();
        await window.Picture($"blue-desk-{width}");

        await Confirm(window);
        await OpenPatient(window, width);
        await window.Page.GotoAsync($"/desk/{number}");
        await Expect(window.Page.Locator("main")).Not.ToContainTextAsync("Oda Oppdikta");
        await window.Follow("button[value=release]");
        await window.Page.Locator(".flash").WaitForAsync();

        await window.SignIn("revisor");
        await window.Page.GotoAsync($"/patients/log?Query={number}");
        await Expect(window.Page.Locator("tbody tr")).ToContainTextAsync($"Utydeleg faks {width}");
        await window.MustBeSound();
        await window.Picture($"blue-log-{width}");
        await window.Page.GotoAsync($"/orders/{number}");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("Kronisk leversjukdom");
        await Expect(window.Page.Locator("main")).Not.ToContainTextAsync("O.O.");
    }

    /// <summary>Nothing is released before the conditions are confirmed, line by line.</summary>
    static async Task Confirm(Window window)
    {
        await window.Follow("button[value=release]");
        await Expect(window.Page.Locator("#refusal").First).ToContainTextAsync("stadfesta");
        await window.Follow("section:has(h2#prescriptions) form:has([name=Met]) button");
        await Expect(window.Page.Locator("#refusal").First).ToContainTextAsync("Kryss av");
        await window.Page.Locator("[name=Met]").CheckAsync();
        await window.Follow("form:has([name=Met]) button");
        await Expect(window.Page.Locator(".flash")).ToContainTextAsync("stadfesta");
    }

    static async Task OpenPatient(Window window, int width)
    {
        await window.Page.Locator("details:has([name^=LookReason]) summary").ClickAsync();
        await window.Page.Locator("[name^=LookReason]").FillAsync("Spør etter Oppdikta");
        await window.Follow("form:has([name^=LookReason]) button");
        await Expect(window.Page.Locator("#refusal").First).ToContainTextAsync("revisor");
        await Expect(window.Page.Locator("main")).Not.ToContainTextAsync("Oda Oppdikta");
        await window.Page.Locator("[name^=LookReason]").FillAsync($"Utydeleg faks {width}");
        await window.Follow("form:has([name^=LookReason]) button");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("Oda Oppdikta");
        await window.MustBeSound();
        await window.Picture($"blue-opened-{width}");
    }

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task The_pages_of_blue_prescription_are_sound(string language, int width)
    {
        await using var window = await browser.Open(server, width, language);
        await window.SignIn("forsyning");
        foreach (var (path, name) in new[]
        {
            ("/blue", "blue-table"), ("/blue?Query=s", "blue-letter"), ("/blue?Query=nosuchthing", "blue-none"),
            ("/outbreaks", "outbreaks-before"),
        })
        {
            await window.Page.GotoAsync(path);
            await window.MustBeSound();
            await window.Picture($"{name}-{language}-{width}");
        }
        await window.Follow("form:has([name='Form.Area']) button[type=submit]");
        await Expect(window.Page.Locator("#refusal")).ToBeVisibleAsync();
        await window.MustBeSound();
        await Fill(window, "Area", "Troms");
        await Fill(window, "DeclaredBy", "FHI");
        await window.Follow("form:has([name='Form.Area']) button[type=submit]");
        await window.Page.Locator(".flash").WaitForAsync();
        await window.MustBeSound();
        await window.Picture($"outbreaks-{language}-{width}");
        await window.SignIn("revisor");
        await window.Page.GotoAsync("/patients/log?Query=nosuchreason");
        await window.MustBeSound();
    }

    static Task Fill(Window window, string field, string text) =>
        window.Page.Locator($"[name='Form.{field}']").FillAsync(text);
}
