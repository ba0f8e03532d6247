using System.Net;
using AngleSharp.Dom;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Pages.Ordering;

// A person has one basket: tests that fill it take turns.
[Collection("Baskets")]
public class ShopTests(ForsynServer server)
{
    // Hexyon: in the childhood programme, ten doses in a pack.
    const string Childhood = "420244";

    [Theory]
    [InlineData("hexyon")]
    [InlineData("420244")]
    [InlineData("kikhoste")]
    [InlineData("J07CA09")]
    public async Task A_product_is_found_by_name_number_disease_and_code(string words)
    {
        using var person = new Visitor(server, "lege");
        await person.Open($"/shop?query={words}");
        Assert.NotNull(person.Page.QuerySelector($"#p-{Childhood}"));
    }

    [Fact]
    public async Task A_group_shows_its_own_and_keeps_the_search()
    {
        using var person = new Visitor(server, "lege");
        await person.Open("/shop?query=e&group=hpv");
        Assert.All(person.Page.QuerySelectorAll(".product select[name=For]"),
            purpose => Assert.Contains("hpv", purpose.InnerHtml));
        Assert.Equal("true", person.Page.QuerySelector(".chips [href*='group=hpv']")!.GetAttribute("aria-current"));
        Assert.Contains("query=e", person.Page.QuerySelector(".chips [href*='influenza']")!.GetAttribute("href"));
    }

    [Fact]
    public async Task What_is_not_found_is_said()
    {
        using var person = new Visitor(server, "lege");
        await person.Open("/shop?query=nosuchvaccine");
        Assert.Equal(HttpStatusCode.OK, person.Status);
        Assert.NotNull(person.Page.QuerySelector(".empty"));
    }

    [Fact]
    public async Task More_than_a_page_is_shown_a_page_at_a_time()
    {
        using var person = new Visitor(server, "lege");
        await person.Open("/shop");
        var first = Names(person);
        await person.Open(person.Page.QuerySelector(".pager a")!.GetAttribute("href")!);
        Assert.Equal(20, first.Count);
        Assert.Empty(first.Intersect(Names(person)));
    }

    [Fact]
    public async Task A_product_is_put_in_the_basket_in_packs_for_the_programme()
    {
        using var person = new Visitor(server, "helsesykepleier");
        await Empty(person);
        await person.Open("/shop?query=hexyon");
        await person.Press($"#p-{Childhood} button", ("Amount", "2"));
        Assert.Contains("20 doser Hexyon", person.Page.QuerySelector(".flash")!.TextContent);
        Assert.Equal("/shop?query=hexyon", person.Path);
        await person.Open("/basket");
        Assert.Equal("2", Value(person, "Form.Lines[0].Amount"));
        Assert.Equal("childhood", person.Page.QuerySelector("[name='Form.Lines[0].Purpose'] [selected]")!
            .GetAttribute("value"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("many")]
    public async Task An_amount_that_is_none_is_answered_at_once(string amount)
    {
        using var person = new Visitor(server, "lege");
        await person.Open("/shop?query=hexyon");
        await person.Press($"#p-{Childhood} button", ("Amount", amount));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, person.Status);
        Assert.Contains("Hexyon", person.Page.QuerySelector("[role=alert]")!.TextContent);
    }

    /// <summary>Takes everything out of the basket, as a person would.</summary>
    internal static async Task Empty(Visitor person)
    {
        await person.Open("/basket");
        while (person.Page.QuerySelector("button[value=remove-0]") is not null)
            await person.Press("button[value=remove-0]");
    }

    internal static string? Value(Visitor person, string field) =>
        person.Page.QuerySelector($"[name='{field}']")!.GetAttribute("value");

    static IReadOnlyList<string> Names(Visitor person) =>
        [.. person.Page.QuerySelectorAll(".product").Select(product => product.Id!)];

    [Fact, Requirement("PRG-003", "PRG-007")]
    public async Task A_pharmacy_is_not_offered_vaccine_of_a_programme_and_a_nurse_is()
    {
        Assert.DoesNotContain("childhood", await Offered("apotek"));
        Assert.Contains("payable", await Offered("apotek"));
        Assert.Contains("childhood", await Offered("helsesykepleier"));

        async Task<string> Offered(string persona)
        {
            using var person = new Visitor(server, persona);
            await person.Open($"/shop?query={Childhood}");
            return person.Page.QuerySelector($"#p-{Childhood}")!.Closest(".product")?.InnerHtml
                ?? person.Page.QuerySelector("main")!.InnerHtml;
        }
    }

    [Fact, Requirement("REQ-008")]
    public async Task A_product_that_is_paid_for_shows_both_supply_routes()
    {
        using var person = new Visitor(server, "lege");
        await person.Open("/products/481047");
        Assert.Contains("FHI, apotek", person.Page.QuerySelector("dl.facts")!.TextContent);
    }
}
