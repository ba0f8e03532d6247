using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Pages.Ordering;

public class PaperTests(ForsynServer server)
{
    const string Alta = "/desk/register?form=childhood&party=office-5601-2";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Requirement("CHN-006", "PRG-004")]
    public async Task The_code_on_a_form_opens_the_registration_filled_in()
    {
        using var desk = new Visitor(server, "forsyning");
        await desk.Open(Alta);
        Assert.Contains("Alta legekontor 2", desk.Text);
        Assert.Equal("childhood", Chosen(desk, "Form.Paper.Kind"));
        Assert.Equal("childhood", Chosen(desk, "Form.Lines[0].Purpose"));
        Assert.Equal("2026-05-18", ShopTests.Value(desk, "Form.Paper.ReceivedOn"));
        Assert.Equal("10:00", ShopTests.Value(desk, "Form.Paper.ReceivedTime"));
        Assert.Equal(16, desk.Page.QuerySelectorAll("#form-products option").Length);
    }

    [Fact, Requirement("CHN-006")]
    public async Task The_form_stays_chosen_while_the_customer_is_looked_for()
    {
        using var desk = new Visitor(server, "forsyning");
        await desk.Open("/desk/register?form=hpv&query=alta+legekontor");
        Assert.All(desk.Page.QuerySelectorAll(".choice a"),
            link => Assert.EndsWith("&form=hpv", link.GetAttribute("href")!));
    }

    [Fact, Requirement("CHN-003", "CHN-004", "CHN-001")]
    public async Task A_letter_is_registered_with_its_scan_and_shown_with_it()
    {
        using var desk = new Visitor(server, "forsyning");
        await desk.Open("/desk/register?form=outside-programme&party=office-5601-2");
        var sent = await desk.Post(desk.Path, Letter(desk, MadeFiles.Png()));
        Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
        await desk.Open(sent.Headers.Location!.OriginalString);
        Assert.Contains("Post", desk.Text);
        Assert.Contains("17.05.2026 09:30", desk.Text);
        Assert.Contains("utenfor barnevaksinasjonsprogrammet", desk.Text);
        var scan = desk.Page.QuerySelectorAll("a").Single(link => link.TextContent.Contains("Åpne skanningen"));
        using var client = server.Client("forsyning");
        using var file = await client.GetAsync(scan.GetAttribute("href"), Stop);
        Assert.Equal("image/png", file.Content.Headers.ContentType!.MediaType);
        using var customer = new Visitor(server, "lege");
        await customer.Open(desk.Path.Replace("/desk/", "/orders/"));
        Assert.Contains("17.05.2026 09:30", customer.Text);
        Assert.DoesNotContain("Åpne skanningen", customer.Text);
    }

    [Fact, Requirement("CHN-003")]
    public async Task A_scan_that_is_none_is_refused_and_nothing_written_is_lost()
    {
        using var desk = new Visitor(server, "forsyning");
        await desk.Open(Alta);
        var sent = await desk.Post(desk.Path, Letter(desk, "not a picture"u8.ToArray()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        var page = await sent.Content.ReadAsStringAsync(Stop);
        Assert.Contains("Innholdet er ikke det navnet sier", page);
        Assert.Contains("Ola Lege", page);
    }

    [Fact, Requirement("CHN-003", "CHN-004")]
    public async Task The_desk_finds_orders_by_the_way_they_came_and_in_the_order_it_wants()
    {
        using var desk = new Visitor(server, "forsyning");
        await desk.Open("/desk/register?party=office-5601-2");
        await desk.Press("button.ds-button[value=place]", ("Form.Name", "Ola Lege"), ("Form.Channel", "post"),
            ("Form.PlannedOn", "2026-06-02"), ("Form.Lines[0].Article", "020227"), ("Form.Lines[0].Doses", "1"));
        var number = desk.Path.Split('/')[^1];
        await desk.Open($"/desk?query={number}&channel=post&sort=planned");
        Assert.Contains(number, desk.Text);
        await desk.Open($"/desk?query={number}&channel=fax");
        Assert.DoesNotContain($"Bestilling {number}", desk.Text);
        Assert.Contains("Ingen bestillinger", desk.Page.QuerySelector(".empty")!.TextContent);
        await desk.Open($"/orders/all?query={number}&channel=post");
        Assert.Contains(number, desk.Text);
    }

    [Fact, Requirement("CHN-005")]
    public async Task Email_is_not_offered_and_is_refused_when_it_is_sent_all_the_same()
    {
        using var desk = new Visitor(server, "forsyning");
        await desk.Open(Alta);
        Assert.Equal(["fax", "post", "phone"], desk.Page.QuerySelectorAll("[name='Form.Channel'] option")
            .Select(option => option.GetAttribute("value")));
        await desk.Press("button.ds-button[value=place]", ("Form.Channel", "email"), ("Form.Name", "Ola Lege"),
            ("Form.Lines[0].Article", "420244"), ("Form.Lines[0].Doses", "10"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, desk.Status);
        Assert.Contains("Bestillinger tas ikke imot på e-post", desk.Text);
        using var client = server.Client("forsyning");
        using var answer = await client.PostAsJsonAsync("/api/v1/orders", new
        {
            customer = "office-5601-2", channel = "email",
            lines = new[] { new { articleNumber = "020227", doses = 1, purpose = "payable" } },
        }, Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Contains(problem.GetProperty("findings").EnumerateArray(),
            finding => finding.GetProperty("code").GetString() == "email-not-accepted");
    }

    static string? Chosen(Visitor visitor, string name) =>
        visitor.Page.QuerySelector<IHtmlSelectElement>($"[name='{name}']")!.Value;

    // What a browser sends: the fields of the page, those written here, and the file.
    static MultipartFormDataContent Letter(Visitor desk, byte[] scan)
    {
        Dictionary<string, string> written = new()
        {
            ["Form.Name"] = "Ola Lege", ["Form.Channel"] = "post", ["Form.Lines[0].Article"] = "020227",
            ["Form.Lines[0].Doses"] = "3", ["Form.Lines[0].Purpose"] = "payable",
            ["Form.Paper.ReceivedOn"] = "2026-05-17", ["Form.Paper.ReceivedTime"] = "09:30", ["Action"] = "place",
        };
        var content = new MultipartFormDataContent();
        var form = desk.Page.QuerySelector<IHtmlFormElement>("form.basket")!;
        foreach (var field in form.Elements)
        {
            var name = field.GetAttribute("name");
            var value = field is IHtmlSelectElement select ? select.Value : (field as IHtmlInputElement)?.Value;
            if (name is null or "Action" || written.ContainsKey(name) || value is null
                || field is IHtmlInputElement { Type: "checkbox" or "file" }) continue;
            content.Add(new StringContent(value), name);
        }
        foreach (var (name, value) in written) content.Add(new StringContent(value), name);
        var file = new ByteArrayContent(scan);
        file.Headers.ContentType = new("image/png");
        content.Add(file, "Form.Paper.File", "brev.png");
        return content;
    }
}
