using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forsyn.App.Billing;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Api;

public class InvoicesApiTests(ForsynServer server)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A dispatched order of its own with its invoice, for the party of a persona.</summary>
    internal static async Task<long> Invoice(ForsynServer server, long order, string persona)
    {
        await Sent.Order(
            server.Database, order, persona, Sent.Programme(), Sent.Payable(), Sent.Payable(purpose: "blue"));
        return (await server.Database.Write<long>(async tx =>
            await IssueInvoice.Run(tx, order, Sent.Day, Databases.SeededAt) ?? 0)).Value;
    }

    [Fact]
    public async Task An_invoice_is_json_unless_a_document_is_asked_for()
    {
        var number = await Invoice(server, 7001, "sykehus");
        using var client = server.Client("sykehus");
        var json = await client.GetFromJsonAsync<JsonElement>($"/api/v1/invoices/{number}", Stop);
        Assert.Equal("3760.50", json.GetProperty("total").GetString());
        Assert.Equal(7001, json.GetProperty("order").GetInt64());

        using var asked = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/invoices/{number}");
        asked.Headers.Add("Accept", "application/pdf");
        using var document = await client.SendAsync(asked, Stop);
        using var own = await client.GetAsync($"/api/v1/invoices/{number}/pdf", Stop);
        foreach (var answer in (HttpResponseMessage[])[document, own])
        {
            Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
            Assert.StartsWith("%PDF", await answer.Content.ReadAsStringAsync(Stop));
            Assert.Contains($"{number}.pdf", answer.Content.Headers.ContentDisposition?.FileName);
        }
    }

    [Fact]
    public async Task An_invoice_of_another_is_not_there_and_those_without_the_right_are_refused()
    {
        var number = await Invoice(server, 7002, "sykehus");
        foreach (var path in (string[])[$"/api/v1/invoices/{number}", $"/api/v1/invoices/{number}/pdf"])
        {
            Assert.Equal(HttpStatusCode.NotFound, await Status("apotek", path));
            Assert.Equal(HttpStatusCode.OK, await Status("revisor", path));
            Assert.Equal(HttpStatusCode.Forbidden, await Status("lager", path));
            Assert.Equal(HttpStatusCode.Unauthorized, await Status(null, path));
        }
    }

    [Fact]
    public async Task The_list_holds_ones_own_and_goes_on_from_its_cursor()
    {
        await Invoice(server, 7003, "grossist");
        await Invoice(server, 7004, "grossist");
        using var client = server.Client("grossist");
        var first = await client.GetFromJsonAsync<JsonElement>("/api/v1/invoices?limit=1", Stop);
        var next = first.GetProperty("next").GetInt64();
        var second = await client.GetFromJsonAsync<JsonElement>($"/api/v1/invoices?cursor={next}", Stop);
        Assert.Equal([7004], Orders(first));
        Assert.Equal([7003], Orders(second));
        Assert.Equal([7003], Orders(await client.GetFromJsonAsync<JsonElement>("/api/v1/invoices?query=7003", Stop)));
    }

    async Task<HttpStatusCode> Status(string? persona, string path)
    {
        using var client = server.Client(persona);
        using var answer = await client.GetAsync(path, Stop);
        return answer.StatusCode;
    }

    static IEnumerable<long> Orders(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(invoice => invoice.GetProperty("order").GetInt64());
}
