using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Api;

public class FulfilmentApiTests(ForsynServer server)
{
    const string Article = "569568";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    HttpClient As(string persona)
    {
        var client = server.Client(persona);
        client.DefaultRequestHeaders.Add("Forsyn-Now", $"{Databases.SeededAt}");
        return client;
    }

    internal async Task<JsonElement> Post(
        string persona, string path, object? body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var client = As(persona);
        using var answer = await client.PostAsJsonAsync($"/api/v1{path}", body ?? new { }, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(expected == answer.StatusCode, $"{path}: {answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    internal async Task<JsonElement> Get(string persona, string path)
    {
        using var client = As(persona);
        return await client.GetFromJsonAsync<JsonElement>($"/api/v1{path}", Stop);
    }

    internal async Task<long> Allocated(long doses, string article = Article)
    {
        var placed = await Post("lege", "/orders", new
        {
            channel = "web", plannedVaccinationDate = "2026-06-20",
            lines = new[] { new { articleNumber = article, doses, purpose = "payable" } },
        }, HttpStatusCode.Created);
        var number = placed.GetProperty("number").GetInt64();
        await Post("forsyning", $"/orders/{number}/release", null);
        await Post("forsyning", $"/orders/{number}/allocate", null);
        return number;
    }

    [Fact]
    public async Task An_order_goes_from_the_shelf_to_the_customers_stock()
    {
        var number = await Allocated(5);
        var line = (await Get("lager", $"/orders/{number}/pick-list")).GetProperty("lines")[0];
        Assert.Equal(5, line.GetProperty("doses").GetInt64());
        var picked = await Post("lager", $"/orders/{number}/pick",
            new { lines = new[] { new { scan = line.GetProperty("code").GetString() } } });
        Assert.Equal("picked", picked.GetProperty("state").GetString());
        var sent = await Post("lager", $"/orders/{number}/dispatch", null);
        Assert.Equal("dispatched", sent.GetProperty("state").GetString());
        Assert.Equal(1, (await Get("lege", $"/invoices?query={number}")).GetProperty("items").GetArrayLength());
        var shipment = await Get("lege", $"/shipments/{sent.GetProperty("shipment").GetInt64()}");
        Assert.Equal(sent.GetProperty("sscc").GetString(), shipment.GetProperty("sscc").GetString());
        var received = await Post("lege", $"/orders/{number}/receive",
            new { lines = new[] { new { line = 1, received = 4, deviation = "missing" } } });
        Assert.Equal("received", received.GetProperty("state").GetString());
        Assert.Equal(1, received.GetProperty("lines")[0].GetProperty("missing").GetInt64());

        var lot = line.GetProperty("lotNumber").GetString();
        var entry = await Post("lege", "/stock/entries",
            new { kind = "use", articleNumber = Article, lotNumber = lot, doses = 1 }, HttpStatusCode.Created);
        Assert.Equal(1, entry.GetProperty("doses").GetInt64());
        var stock = await Get("lege", $"/stock?articleNumber={Article}");
        Assert.Contains(stock.GetProperty("items").EnumerateArray(),
            i => i.GetProperty("lotNumber").GetString() == lot);
        await Post("lege", $"/stock/entries/{entry.GetProperty("id").GetInt64()}/undo", null, HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Without_lines_everything_is_picked_and_received_as_it_was_promised()
    {
        var number = await Allocated(2);
        using var client = As("lager");
        using var empty = await client.PostAsync($"/api/v1/orders/{number}/pick", null, Stop);
        Assert.Equal(HttpStatusCode.OK, empty.StatusCode);
        await Post("lager", $"/orders/{number}/dispatch", null);
        var received = await Post("lege", $"/orders/{number}/receive", null);
        Assert.Equal(2, received.GetProperty("lines")[0].GetProperty("good").GetInt64());
        Assert.Equal("order-not-in-state",
            (await Post("lege", $"/orders/{number}/receive", null, HttpStatusCode.Conflict)).GetProperty("code")
                .GetString());
    }

    [Fact]
    public async Task A_wrong_lot_is_refused_in_words()
    {
        var number = await Allocated(2);
        var line = (await Get("lager", $"/orders/{number}/pick-list")).GetProperty("lines")[0];
        var lot = line.GetProperty("lotNumber").GetString();
        var refused = await Post("lager", $"/orders/{number}/pick", new
        {
            lines = new[] { new { scan = line.GetProperty("code").GetString()!.Replace($"(10){lot}", "(10)X1") } },
        }, HttpStatusCode.UnprocessableEntity);
        var finding = refused.GetProperty("findings")[0];
        Assert.Equal("scan-wrong-lot", finding.GetProperty("code").GetString());
        Assert.Contains(lot!, finding.GetProperty("message").GetString());
    }

    [Fact]
    public async Task The_pick_list_and_the_packing_slip_are_documents_too()
    {
        var number = await Allocated(2);
        using var client = As("lager");
        client.DefaultRequestHeaders.Add("Accept", "application/pdf");
        Assert.StartsWith("%PDF", await client.GetStringAsync($"/api/v1/orders/{number}/pick-list", Stop));
        await Post("lager", $"/orders/{number}/pick", null);
        var sent = await Post("lager", $"/orders/{number}/dispatch", null);
        var slip = $"/api/v1/shipments/{sent.GetProperty("shipment").GetInt64()}/packing-slip";
        Assert.StartsWith("%PDF", await client.GetStringAsync(slip, Stop));
    }

    [Theory]
    [InlineData("lege", "/stock?holder=fhi", HttpStatusCode.NotFound)]
    [InlineData("dmp", "/stock?holder=fhi", HttpStatusCode.OK)]
    [InlineData("dmp", "/stock?holder=nobody", HttpStatusCode.NotFound)]
    [InlineData("admin", "/stock", HttpStatusCode.Forbidden)]
    [InlineData("lege", "/orders/1/pick-list", HttpStatusCode.Forbidden)]
    [InlineData("lege", "/shipments/1", HttpStatusCode.NotFound)]
    public async Task Stock_and_parcels_of_others_are_for_those_who_may(
        string persona, string path, HttpStatusCode expected)
    {
        using var client = As(persona);
        using var answer = await client.GetAsync($"/api/v1{path}", Stop);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_holders_stock_goes_on_from_its_cursor()
    {
        // A wholesaler whose stock no other test changes meanwhile.
        var all = (await Get("dmp", "/stock?holder=nmd&limit=500")).GetProperty("items").EnumerateArray()
            .Select(i => i.GetRawText()).ToList();
        var paged = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await Get("dmp", $"/stock?holder=nmd&limit=97&cursor={cursor}");
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetRawText()));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        Assert.Equal(all, paged.Take(all.Count));
        Assert.Equal(paged.Count, paged.Distinct().Count());
    }
}
