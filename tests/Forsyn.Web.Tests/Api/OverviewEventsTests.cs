using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forsyn.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Forsyn.Web.Tests.Api;

public class OverviewEventsTests(ForsynServer server)
{
    const string Events = "/api/v1/overview/events?groupBy=holderType";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_begins_with_the_figures_and_ends_when_the_reader_goes()
    {
        var streams = server.Services.GetRequiredService<LiveStreams>();
        using var client = server.Client("hod");
        using (var answer = await client.GetAsync(Events, HttpCompletionOption.ResponseHeadersRead, Stop))
        {
            Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Stop));
            Assert.Equal("event: figures", await lines.ReadLineAsync(Stop));
            var figures = JsonDocument.Parse((await lines.ReadLineAsync(Stop))!["data: ".Length..]).RootElement;
            Assert.NotEqual("0", figures.GetProperty("total.units").GetString());
            Assert.True(figures.TryGetProperty("hospital.units", out _));
            Assert.Equal(1, streams.OpenOf("hod"));
        }
        for (var i = 0; i < 200 && streams.OpenOf("hod") > 0; i++) await Task.Delay(50, Stop);
        Assert.Equal(0, streams.OpenOf("hod"));
    }

    [Fact]
    public async Task A_person_has_a_few_streams_and_no_more()
    {
        using var client = server.Client("rhf");
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < LiveStreams.EachAtMost; i++)
            open.Add(await client.GetAsync(Events, HttpCompletionOption.ResponseHeadersRead, Stop));
        Assert.All(open, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        using var more = await client.GetAsync(Events, HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal(HttpStatusCode.TooManyRequests, more.StatusCode);
        Assert.Equal("too-many-streams",
            (await more.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("code").GetString());
        foreach (var answer in open) answer.Dispose();
    }

    [Fact]
    public async Task Who_may_not_see_the_stock_follows_nothing_and_a_wrong_question_is_refused()
    {
        using var physician = server.Client("lege");
        using var denied = await physician.GetAsync(Events, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, denied.StatusCode);
        using var client = server.Client("dmp");
        using var wrong = await client.GetAsync("/api/v1/overview/events?pool=swimming", Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    [Fact]
    public async Task The_spreadsheet_has_the_rows_of_the_overview()
    {
        using var client = server.Client("dmp");
        using var archive = new ZipArchive(
            await client.GetStreamAsync("/overview.xlsx?groupBy=county&asOf=2026-05-15", Stop));
        using var sheet = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = await sheet.ReadToEndAsync(Stop);
        var rows = (await client.GetFromJsonAsync<JsonElement>(
            "/api/v1/overview?groupBy=county&asOf=2026-05-15", Stop)).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(rows.Count + 1, xml.Split("<row>").Length - 1);
        Assert.All(rows, row => Assert.Contains($"<v>{row.GetProperty("units").GetInt64()}</v>", xml));
    }

    [Fact]
    public async Task A_view_is_saved_listed_and_removed()
    {
        using var client = server.Client("forum");
        using var saved = await client.PostAsJsonAsync("/api/v1/overview/views",
            new { name = "Bergen", question = new { municipality = "4601" }, isDefault = true }, Stop);
        var view = await saved.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal("4601", view.GetProperty("question").GetProperty("municipality").GetString());
        Assert.Contains("municipality=4601", await client.GetStringAsync("/overview", Stop));
        var address = $"/api/v1/overview/views/{view.GetProperty("id").GetInt64()}";
        using (var other = server.Client("dmp"))
        using (var unknown = await other.DeleteAsync(address, Stop))
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var removed = await client.DeleteAsync(address, Stop);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Empty((await client.GetFromJsonAsync<JsonElement>("/api/v1/overview/views", Stop)).EnumerateArray());
    }
}
