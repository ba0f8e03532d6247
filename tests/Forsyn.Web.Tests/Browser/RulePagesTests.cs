using Forsyn.Web.Tests.Pages;
using Forsyn.Web.Tests.Pages.Ordering;

namespace Forsyn.Web.Tests.Browser;

[Collection("Baskets")]
public class RulePagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task A_finding_leads_to_its_rule_and_the_facts_it_saw(string language, int width)
    {
        using var customer = new Visitor(server, "lege");
        var number = await OrderPageTests.Placed(customer, "020227");
        await using var window = await browser.Open(server, width, language);
        await window.SignIn("forsyning");
        await window.Page.GotoAsync($"/desk/{number}");
        await window.Follow("a[href^='/rules/dispatch-fee-is-charged']");
        await window.Page.WaitForURLAsync("**/rules/dispatch-fee-is-charged*");
        Assert.Contains("200", await window.Page.Locator("section[aria-labelledby=saw]").InnerTextAsync());
        await window.MustBeSound();
        await window.Picture($"rule-{language}-{width}");
        await window.Follow("main a[href='/rules']");
        await window.Page.Locator("tbody a").First.WaitForAsync();
        await window.MustBeSound();
        await window.Picture($"rules-{language}-{width}");
        await window.Page.GotoAsync("/rules?query=nosuchrule");
        await window.Page.Locator(".empty").WaitForAsync();
        await window.MustBeSound();
        await window.Page.GotoAsync("/rules/fax-is-open");
        await window.MustBeSound();
    }

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task Past_orders_are_judged_again_and_each_difference_leads_to_its_rule(string language, int width)
    {
        using var customer = new Visitor(server, "lege");
        var number = await OrderPageTests.Placed(customer, "020227");
        await using var window = await browser.Open(server, width, language);
        await window.SignIn("forsyning");
        await window.Page.GotoAsync("/rules");
        await window.Follow("main a[href='/rules/replay']");
        await window.Page.WaitForURLAsync("**/rules/replay");
        await window.MustBeSound();
        await window.Page.Locator("#field-rules").SelectOptionAsync("today");
        await window.Page.Locator("#field-from").FillAsync("2026-05-18");
        await window.Page.Locator("#field-to").FillAsync("2026-05-18");
        await window.Follow("main form button[type=submit]");
        await window.Page.Locator("tbody a[href^='/rules/']").First.WaitForAsync();
        // On to the order of this test, past those of all others.
        await window.Page.GotoAsync($"{window.Page.Url}&cursor={long.Parse(number) - 1}");
        await window.Page.Locator($"th a[href='/orders/{number}']").WaitForAsync();
        await window.MustBeSound();
        await window.Picture($"replay-{language}-{width}");
        await window.Page.GotoAsync("/rules/replay?rules=sources&from=2026-05-15&to=2026-05-01");
        await window.Page.Locator("[role=alert]").WaitForAsync();
        await window.MustBeSound();
    }
}
