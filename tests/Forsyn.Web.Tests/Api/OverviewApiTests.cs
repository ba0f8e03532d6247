using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Parser;

namespace Forsyn.Web.Tests.Api;

public class OverviewApiTests(ForsynServer server)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/overview", "dmp rhf sav forum hod revisor", "lege apotek lager forsyning admin")]
    [InlineData("/api/v1/overview/transfers", "dmp revisor", "lege admin")]
    [InlineData("/api/v1/overview/map", "dmp", "lege")]
    [InlineData("/overview", "dmp rhf", "lege grossist")]
    [InlineData("/overview/transfers", "dmp", "helsesykepleier")]
    [InlineData("/overview.csv", "dmp", "sykehus")]
    [InlineData("/api/v1/ledger/audit", "dmp revisor", "rhf lege admin")]
    [InlineData("/ledger", "dmp revisor", "hod lege")]
    public async Task Who_may_sees_and_nobody_else(string path, string seen, string refused)
    {
        foreach (var persona in seen.Split(' ')) Assert.Equal(HttpStatusCode.OK, await Status(persona, path));
        foreach (var persona in refused.Split(' ')) Assert.Equal(HttpStatusCode.Forbidden, await Status(persona, path));
    }

    [Fact]
    public async Task The_rows_sum_to_the_total_and_the_file_has_the_same_rows()
    {
        using var client = server.Client("dmp");
        var answer =
            await client.GetFromJsonAsync<JsonElement>("/api/v1/overview?groupBy=holderType&asOf=2026-05-15", Stop);
        var items = answer.GetProperty("items").EnumerateArray().ToList();
        var total = answer.GetProperty("total").GetProperty("units").GetInt64();
        Assert.True(total > 1_000_000);
        Assert.Equal(total, items.Sum(item => item.GetProperty("units").GetInt64()));
        Assert.Equal("holder-type", answer.GetProperty("groupBy").GetString());
        Assert.Equal("2026-05-15", answer.GetProperty("asOf").GetString());

        using var file = await client.GetAsync("/overview.csv?groupBy=holderType&asOf=2026-05-15", Stop);
        Assert.Equal("text/csv", file.Content.Headers.ContentType?.MediaType);
        Assert.Contains("holder-type-2026-05-15.csv", file.Content.Headers.ContentDisposition?.FileName);
        var lines = (await file.Content.ReadAsStringAsync(Stop)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(items.Select(item => item.GetProperty("units").GetInt64()),
            lines.Skip(1).Select(line => long.Parse(line.Split(',')[3], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Before_the_first_movement_there_was_nothing()
    {
        using var client = server.Client("dmp");
        var answer = await client.GetFromJsonAsync<JsonElement>("/api/v1/overview?asOf=2001-01-01", Stop);
        Assert.Equal(0, answer.GetProperty("total").GetProperty("units").GetInt64());
        Assert.Empty(answer.GetProperty("items").EnumerateArray());
        Assert.Contains("Ingen beholdning passer", await client.GetStringAsync("/overview?asOf=2001-01-01", Stop));
    }

    [Fact]
    public async Task A_question_that_cannot_be_read_is_refused_with_all_that_is_wrong()
    {
        using var client = server.Client("dmp");
        const string wrong = "?pool=swimming&groupBy=colour&asOf=tomorrow";
        using var answer = await client.GetAsync("/api/v1/overview" + wrong, Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal("stock-question-wrong", problem.GetProperty("code").GetString());
        Assert.Equal(3, problem.GetProperty("findings").GetArrayLength());
        foreach (var path in (string[])["/overview", "/overview/transfers"])
        {
            using var page = await client.GetAsync(path + wrong, Stop);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.StatusCode);
            Assert.Contains("swimming", await page.Content.ReadAsStringAsync(Stop));
        }
    }

    [Fact]
    public async Task Every_figure_of_the_page_leads_to_movements_that_sum_to_it()
    {
        using var client = server.Client("dmp");
        var parser = new HtmlParser();
        using var page = await parser.ParseDocumentAsync(
            await client.GetStringAsync("/overview?groupBy=municipality&county=56&asOf=2026-05-15", Stop), Stop);
        var figures = page.QuerySelectorAll("main a[href^='/overview/transfers']")
            .Where(link => link.Closest("svg") is null).ToList();
        Assert.True(figures.Count > 20, $"{figures.Count} figures");
        foreach (var figure in figures.Take(25))
        {
            var shown = string.Concat(figure.TextContent.Where(char.IsAsciiDigit));
            using var behind = await parser.ParseDocumentAsync(
                await client.GetStringAsync(figure.GetAttribute("href")!, Stop), Stop);
            var said = string.Concat(behind.QuerySelector(".lead")!.TextContent.Where(char.IsAsciiDigit));
            var rows = behind.QuerySelectorAll(".transfers tbody tr");
            Assert.NotEmpty(rows);
            Assert.Equal(shown, said.Length > 0 ? said : "0");
            if (behind.QuerySelector(".pager") is not null) continue;
            Assert.Equal(long.Parse(shown, CultureInfo.InvariantCulture),
                rows.Sum(row => Change(row.Children[1].TextContent)));
        }
    }

    [Fact]
    public async Task The_map_has_a_circle_for_each_municipality_and_takes_no_style()
    {
        using var client = server.Client("dmp");
        using var page = await new HtmlParser()
            .ParseDocumentAsync(await client.GetStringAsync("/overview", Stop), Stop);
        Assert.Equal(357, page.QuerySelectorAll(".map circle").Length);
        Assert.All(page.QuerySelectorAll(".map a[tabindex]"),
            link => Assert.Equal("-1", link.GetAttribute("tabindex")));
        Assert.Contains("Oslo", page.QuerySelectorAll(".map circle title").Select(t => t.TextContent.Split(" (")[0]));
        Assert.Empty(page.QuerySelectorAll("[style]"));
        Assert.Equal(15, page.QuerySelectorAll(".regions tbody tr").Length);
    }

    static long Change(string text)
    {
        var digits = long.Parse(string.Concat(text.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
        return text.Contains('\u2212') ? -digits : digits;
    }

    async Task<HttpStatusCode> Status(string persona, string path)
    {
        using var client = server.Client(persona);
        using var answer = await client.GetAsync(path, Stop);
        return answer.StatusCode;
    }
}
