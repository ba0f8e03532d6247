using System.Net;
using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Pages.Ordering;

public class SpecialProductsTests(ForsynServer server)
{
    [Fact, Requirement("ACT-005")]
    public async Task The_price_list_is_open_to_all_and_says_which_products_lack_an_authorisation()
    {
        using var nobody = new Visitor(server, null);
        await nobody.Open("/products/list");
        Assert.Equal(HttpStatusCode.OK, nobody.Status);
        var rows = nobody.Page.QuerySelectorAll("tbody tr").ToDictionary(
            row => row.QuerySelectorAll("td")[0].TextContent.Trim(), row => row.TextContent);
        Assert.Contains("Uten markedsføringstillatelse", rows["900018"]);
        Assert.DoesNotContain("Uten markedsføringstillatelse", rows["481047"]);

        using var client = server.Client(null);
        var csv = await client.GetStringAsync("/products/list.csv", TestContext.Current.CancellationToken);
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(rows.Count, lines.Length - 1);
        var orderable = await server.Database.List<string>(
            "select article_number from product where price_ore > 0 and class <> 'medicine' order by article_number");
        Assert.Equal(orderable, lines.Skip(1).Select(line => line.Split(',')[0]).Order());
        Assert.Contains(lines, line => line.StartsWith("900018,") && line.Contains(",no,yes,"));
        var pdf = await client.GetStringAsync("/products/list.pdf", TestContext.Current.CancellationToken);
        Assert.StartsWith("%PDF", pdf);
    }

    [Theory, Requirement("REQ-008"), Requirement("YEL-002")]
    [InlineData("481047"), InlineData("028342")]
    public async Task A_product_says_that_it_comes_from_fhi_or_from_a_pharmacy(string article)
    {
        using var physician = new Visitor(server, "lege");
        await physician.Open($"/products/{article}");
        Assert.Contains("fra FHI eller fra apotek", physician.Text);
    }

    [Fact, Requirement("YEL-009")]
    public async Task The_certificate_is_in_the_shop()
    {
        using var physician = new Visitor(server, "lege");
        await physician.Open("/shop?query=vaksinasjonssertifikat");
        Assert.NotNull(physician.Page.QuerySelector(".product button"));
        Assert.Contains("Internasjonalt vaksinasjonssertifikat", physician.Text);
    }

    [Fact, Requirement("UNL-001")]
    public async Task The_flag_stands_in_shop_product_list_and_product()
    {
        using var physician = new Visitor(server, "lege");
        await physician.Open("/shop?query=900018");
        Assert.Contains("Uten markedsføringstillatelse", physician.Text);
        await physician.Open("/products?query=900018");
        Assert.Contains("Uten MT", physician.Text);
        await physician.Open("/products/900018");
        Assert.Contains("Uten norsk markedsføringstillatelse", physician.Text);
    }

    [Fact, Requirement("UNL-001"), Requirement("YEL-003")]
    public async Task The_register_asks_for_what_the_products_need_once_it_knows_them()
    {
        using var desk = new Visitor(server, "forsyning");
        await desk.Open("/desk/register?party=office-5601-1");
        await desk.Press("button.ds-button[value=check]", ("Form.Name", "Tor Eriksen"), ("Form.Channel", "post"),
            ("Form.Lines[0].Article", "028342"), ("Form.Lines[0].Doses", "1"),
            ("Form.Lines[1].Article", "900018"), ("Form.Lines[1].Doses", "1"));
        Assert.Contains("Uten markedsføringstillatelse", desk.Text);
        Assert.Contains("må vise at den kommer fra en godkjent instans", desk.Text);
        Assert.NotNull(desk.Page.QuerySelector("[name='Form.Lines[1].Exemption.Upload']"));
        await desk.Press("button.ds-button[value=check]", ("Form.StatesBody", "true"),
            ("Form.StatesPhysician", "true"));
        Assert.DoesNotContain("må vise at den kommer fra en godkjent instans", desk.Text);
    }
}
