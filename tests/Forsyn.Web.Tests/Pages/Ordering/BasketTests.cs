using System.Net;
using AngleSharp.Dom;
using Forsyn.App.Database;

namespace Forsyn.Web.Tests.Pages.Ordering;

// A person has one basket: tests that fill it take turns.
[Collection("Baskets")]
public class BasketTests(ForsynServer server)
{
    const string Boostrix = "020227", Place = "button.ds-button[value=place]",
        Check = "button.ds-button[value=check]";

    [Fact]
    public async Task A_nurse_reads_the_rule_that_stops_the_order_and_keeps_what_was_written()
    {
        using var nurse = new Visitor(server, "helsesykepleier");
        await With(nurse, "stamaril", ("Amount", "3"));
        await nurse.Press(Place, ("Form.Remarks", "Til uka etter"), ("Form.PlannedOn", "2027-03-01"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nurse.Status);
        Assert.Contains("Bestillingen er ikke sendt", nurse.Page.QuerySelector("[role=alert]")!.TextContent);
        var finding = nurse.Page.QuerySelector("#judgement .finding[data-color=danger]")!.TextContent;
        Assert.Contains("bare rekvirere til vaksinasjonsprogrammene", finding);
        Assert.Contains("FOR-1998-04-27-455", finding);
        Assert.Equal("Til uka etter", nurse.Page.QuerySelector("[name='Form.Remarks']")!.TextContent);
        Assert.Equal("2027-03-01", ShopTests.Value(nurse, "Form.PlannedOn"));
        Assert.Equal("3", ShopTests.Value(nurse, "Form.Lines[0].Amount"));
        await nurse.Open("/basket");
        Assert.Equal("Til uka etter", nurse.Page.QuerySelector("[name='Form.Remarks']")!.TextContent);
    }

    [Fact]
    public async Task The_check_says_everything_at_once_with_prices_and_orders_nothing()
    {
        using var person = new Visitor(server, "smittevernlege");
        await With(person, Boostrix, ("Amount", "2"), ("For", "payable"));
        var before = await Orders();
        await person.Press(Check, ("Form.Lines[0].Amount", "abc"), ("Form.PlannedOn", "2020-01-01"));
        Assert.Equal(HttpStatusCode.OK, person.Status);
        Assert.Contains("1 ting må rettes", person.Page.QuerySelector("#verdict")!.TextContent);
        Assert.Equal("abc", ShopTests.Value(person, "Form.Lines[0].Amount"));
        await person.Press(Check, ("Form.Lines[0].Amount", "2"));
        Assert.Contains("490,00", person.Page.QuerySelector("#judgement")!.TextContent);
        Assert.Contains("690,00", person.Page.QuerySelector("#judgement tfoot")!.TextContent);
        Assert.Contains("200,00", person.Page.QuerySelector("#judgement")!.TextContent);
        Assert.Contains("passert", person.Page.QuerySelector("#judgement")!.TextContent);
        Assert.Equal(before, await Orders());
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_places_one_order()
    {
        using var person = new Visitor(server, "sykehus");
        await With(person, Boostrix, ("Amount", "1"), ("For", "payable"));
        var form = await person.Filled(Place).ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => person.Post("/basket", Again(form))));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        Assert.Single(answers.Select(answer => answer.Headers.Location!.OriginalString.Split('/')[^1]).Distinct());
        await person.Open("/basket");
        Assert.NotNull(person.Page.QuerySelector(".empty"));
    }

    [Fact]
    public async Task A_line_is_taken_out_without_losing_the_rest()
    {
        using var person = new Visitor(server, "sykehus");
        await With(person, Boostrix, ("Amount", "1"));
        await person.Press("button[value=remove-0]", ("Form.Remarks", "Ring før levering"));
        Assert.Contains("Boostrix Polio er tatt ut", person.Page.QuerySelector(".flash")!.TextContent);
        Assert.NotNull(person.Page.QuerySelector(".empty"));
    }

    [Fact]
    public async Task The_desk_has_no_basket()
    {
        using var desk = new Visitor(server, "forsyning");
        await desk.Open("/basket");
        Assert.Equal(HttpStatusCode.Forbidden, desk.Status);
    }

    /// <summary>An empty basket with one product in it.</summary>
    internal static async Task With(Visitor person, string words, params (string, string)[] written)
    {
        await ShopTests.Empty(person);
        await person.Open($"/shop?query={words}");
        await person.Press(".product button", written);
        await person.Open("/basket");
    }

    static ByteArrayContent Again(byte[] form)
    {
        var content = new ByteArrayContent(form);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        return content;
    }

    Task<long> Orders() => server.Database.One<long>("select count(*) from orders");
}
