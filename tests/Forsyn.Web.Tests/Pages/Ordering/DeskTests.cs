using System.Net;
using AngleSharp.Dom;
using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Pages.Ordering;

[Collection("Baskets")]
public class DeskTests(ForsynServer server)
{
    [Fact]
    public async Task An_order_is_released_allocated_and_explained_lot_by_lot()
    {
        using var person = new Visitor(server, "smittevernlege");
        var number = await OrderPageTests.Placed(person);
        using var desk = new Visitor(server, "forsyning");
        await desk.Open($"/desk/{number}");
        await desk.Press("button[value=release-and-allocate]");
        Assert.Contains("frigitt og har fått tildelt", desk.Page.QuerySelector(".flash")!.TextContent);
        var lots = desk.Page.QuerySelectorAll("details .ds-table tbody tr");
        Assert.Contains(lots, lot => lot.TextContent.Contains("Valgt"));
        Assert.Contains(lots, lot => lot.TextContent.Contains("Holdes av til annet formål"));
        Assert.NotNull(desk.Page.QuerySelector("button[value=allocate]"));
        Assert.Equal("allocated", await State(number));
    }

    [Fact]
    public async Task A_question_holds_the_order_until_the_customer_answers()
    {
        using var person = new Visitor(server, "smittevernlege");
        var number = await OrderPageTests.Placed(person);
        using var desk = new Visitor(server, "forsyning");
        await desk.Open($"/desk/{number}");
        await desk.Press("button[value=ask]", ("Question", "Hvor mange skal vaksineres?"));
        Assert.Contains("sendt til kunden", desk.Page.QuerySelector(".flash")!.TextContent);
        await person.Open($"/orders/{number}");
        Assert.Contains("Hvor mange skal vaksineres?", person.Page.QuerySelector(".question")!.TextContent);
        await person.Press(".question button", ("Answer", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, person.Status);
        await person.Press(".question button", ("Answer", "Førti"));
        Assert.Null(person.Page.QuerySelector(".question"));
        await desk.Open($"/desk/{number}");
        Assert.Contains("Førti", desk.Page.QuerySelector(".history")!.TextContent);
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_and_keeps_what_was_open()
    {
        using var person = new Visitor(server, "smittevernlege");
        var number = await OrderPageTests.Placed(person);
        using var desk = new Visitor(server, "forsyning");
        await desk.Open($"/desk/{number}");
        await desk.Press("button[value=refuse]", ("Reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, desk.Status);
        Assert.NotNull(desk.Page.QuerySelector("details[open] [aria-invalid]"));
        await desk.Press("button[value=refuse]", ("Reason", "Feil vaksine"));
        Assert.Equal("refused", await State(number));
        await person.Open($"/orders/{number}");
        Assert.Contains("Feil vaksine", person.Text);
    }

    [Fact]
    public async Task A_decision_read_off_an_old_page_is_not_taken()
    {
        using var person = new Visitor(server, "smittevernlege");
        var number = await OrderPageTests.Placed(person);
        using var one = new Visitor(server, "forsyning");
        using var other = new Visitor(server, "forsyning");
        await one.Open($"/desk/{number}");
        await other.Open($"/desk/{number}");
        await one.Press("button[value=ask]", ("Question", "Hvorfor?"));
        await other.Press("button[value=release-and-allocate]");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        Assert.Contains("endret av andre", other.Page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Contains("Hvorfor?", other.Page.QuerySelector(".history")!.TextContent);
        await other.Press("button[value=release-and-allocate]");
        Assert.Equal("allocated", await State(number));
    }

    [Fact]
    public async Task The_queue_shows_what_is_urgent_first_and_why_it_is_held()
    {
        using var person = new Visitor(server, "smittevernlege");
        var held = await OrderPageTests.Placed(person, "182303", ("Form.Lines[0].Amount", "900000"));
        var urgent =
            await OrderPageTests.Placed(person, "020227", ("Form.Urgent", "true"), ("Form.UrgentReason", "rabies"));
        using var desk = new Visitor(server, "forsyning");
        await desk.Open("/desk");
        var numbers = desk.Page.QuerySelectorAll(".queue h2 a")
            .Select(link => link.GetAttribute("href")!.Split('/')[^1])
            .ToList();
        // The queue is long while other tests place orders; what can wait may stand on a later page.
        Assert.Contains(urgent, numbers);
        Assert.True(!numbers.Contains(held) || numbers.IndexOf(urgent) < numbers.IndexOf(held));
        await desk.Open($"/desk?query={held}");
        var card = desk.Page.QuerySelectorAll(".queue > li").Single(one => one.TextContent.Contains(held));
        Assert.Contains("er på lager", card.QuerySelector(".reasons")!.TextContent);
        await desk.Open("/desk?view=allocated");
        Assert.DoesNotContain(held, desk.Text);
    }

    [Fact, Requirement("CHN-001")]
    public async Task A_telephone_order_is_registered_with_caller_and_reason()
    {
        using var desk = new Visitor(server, "forsyning");
        await desk.Open("/desk/register?query=alta");
        await desk.Open(desk.Page.QuerySelectorAll(".choice a").First(link => link.TextContent.Contains("legekontor"))
            .GetAttribute("href")!);
        (string, string)[] written =
        [
            ("Form.Name", "Ola Lege"), ("Form.Channel", "phone"), ("Form.Lines[2].Article", "020227"),
            ("Form.Lines[2].Doses", "3"), ("Form.Remarks", "Ring tilbake"),
        ];
        await desk.Press("button.ds-button[value=place]", written);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, desk.Status);
        Assert.Contains("Det mangler: caller, reason", desk.Text);
        Assert.Equal("020227", ShopTests.Value(desk, "Form.Lines[0].Article"));
        Assert.Equal("Ring tilbake", desk.Page.QuerySelector("[name='Form.Remarks']")!.TextContent);
        await desk.Press("button.ds-button[value=place]", ("Form.Caller", "Ola"), ("Form.UrgentReason", "rabies"));
        Assert.StartsWith("/desk/", desk.Path);
        Assert.Contains("Telefon", desk.Text);
        Assert.Contains("Mulig smitte med rabies", desk.Text);
    }

    [Fact]
    public async Task The_desk_gets_more_rows_without_losing_any()
    {
        using var desk = new Visitor(server, "forsyning");
        await desk.Open("/desk/register?party=office-5601-1");
        await desk.Press("button[value=more]", ("Form.Lines[4].Article", "020227"), ("Form.Lines[4].Doses", "1"));
        Assert.Equal("020227", ShopTests.Value(desk, "Form.Lines[0].Article"));
        Assert.Equal(6, desk.Page.QuerySelectorAll(".register-row").Length);
    }

    [Theory]
    [InlineData("/desk")]
    [InlineData("/desk/100000")]
    [InlineData("/desk/register")]
    public async Task The_desk_is_closed_to_customers(string path)
    {
        using var person = new Visitor(server, "lege");
        await person.Open(path);
        Assert.Equal(HttpStatusCode.Forbidden, person.Status);
    }

    Task<string?> State(string number) =>
        server.Database.One<string>("select state from orders where number = @number",
            new { number = long.Parse(number) });
}
