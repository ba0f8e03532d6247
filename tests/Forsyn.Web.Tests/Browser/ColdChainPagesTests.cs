using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Forsyn.Tests;
using Forsyn.Web.Tests.Api;

namespace Forsyn.Web.Tests.Browser;

public class ColdChainPagesTests(ForsynServer server, BrowserFixture browser)
{
    // A fridge of each language's own, where nothing lies, so that no other test loses its stock.
    [Theory]
    [InlineData("nb", 1280), InlineData("nn", 390), InlineData("en", 390)]
    [Requirement("SHL-003")]
    public async Task A_fridge_is_registered_and_its_logger_read_in_every_language(string language, int width)
    {
        var script = language != "nn";
        await using var window = await browser.Open(server, width, language, script);
        await window.SignIn("lager");
        await window.Page.GotoAsync("/cold-chain/equipment/new");
        await window.Follow("main form button[type=submit]");
        Assert.Equal(2, await window.Page.Locator(".finding").CountAsync());
        await Look(window, $"cold-new-{language}", script);
        await window.Page.Locator("[name='Form.Name']").FillAsync($"Skap {language}");
        await window.Page.Locator("[name='Form.Serial']").FillAsync($"S-{language}");
        await window.Page.Locator("[name='Form.Place']").SelectOptionAsync("fhi-ultra");
        await window.Follow("main form button[type=submit]");
        await Look(window, $"cold-equipment-empty-{language}", script);

        await Upload(window, "nothing here");
        await Look(window, $"cold-import-unclear-{language}", script);
        await window.Follow("button[value=discard]");
        await Upload(window, Warm);
        Assert.Equal("dd.MM.yyyy HH:mm:ss", await window.Page.Locator("[name='Form.TimeFormat']").InputValueAsync());
        await Look(window, $"cold-import-{language}", script);
        await window.Page.Locator("[name='Form.Decimal']").SelectOptionAsync("point");
        await window.Follow("button[value=read]");
        Assert.True(await window.Page.Locator(".finding").CountAsync() > 10);
        await window.Page.Locator("[name='Form.Decimal']").SelectOptionAsync("comma");
        await window.Follow("button[value=read]");
        Assert.Contains("/cold-chain/excursions/", window.Page.Url);
        await Look(window, $"cold-excursion-empty-{language}", script);
        await window.Page.GotoAsync("/cold-chain?query=Skap");
        await Look(window, $"cold-chain-{language}", script);
        await window.Follow("main .table-frame:last-of-type tbody th a");
        Assert.Equal(1, await window.Page.Locator("svg polygon.course").CountAsync());
        await Look(window, $"cold-equipment-{language}", script);
    }

    // The office whose made fridge was warm: each language decides about a lot that still waits.
    [Theory]
    [InlineData("nb", 1280), InlineData("nn", 390), InlineData("en", 390)]
    public async Task A_pharmacist_decides_and_the_physician_signs(string language, int width)
    {
        var script = language != "nn";
        await using var desk = await browser.Open(server, width, language, script);
        await desk.SignIn("forsyning");
        await desk.Page.GotoAsync("/cold-chain");
        await Look(desk, $"cold-national-{language}", script);
        await desk.Follow(desk.Page.Locator("a", new() { HasText = "Kjøleskap vaksinerom" }).First);
        var address = desk.Page.Url;
        var waiting = await desk.Page.Locator("input[type=checkbox]").CountAsync();
        await desk.Page.Locator("input[type=checkbox]").Last.CheckAsync();
        await desk.Follow("button[value=destroy]");
        Assert.Equal(1, await desk.Page.Locator("[role=alert]").CountAsync());
        await desk.Page.Locator("[name='Form.Reason']").FillAsync("Skal ikke brukes");
        Assert.Equal(1, await desk.Page.Locator("input[type=checkbox]:checked").CountAsync());
        await Look(desk, $"cold-decide-{language}", script);
        await desk.Follow("button[value=destroy]");
        await desk.Follow("button[value=sign]");
        Assert.Equal(1, await desk.Page.Locator("[role=alert]").CountAsync());

        await using var office = await browser.Open(server, width, language, script);
        await office.SignIn("smittevernlege");
        await office.Page.GotoAsync(address);
        await Look(office, $"cold-sign-{language}", script);
        await office.Follow("button[value=sign]");
        Assert.Equal(0, await office.Page.Locator("button[value=sign]").CountAsync());
        await desk.Page.GotoAsync(address);
        Assert.Equal(waiting - 1, await desk.Page.Locator("input[type=checkbox]").CountAsync());
        await Look(office, $"cold-signed-{language}", script);
        await office.Follow("main table a[href^='/cold-chain/lots/']");
        await Look(office, $"cold-lot-{language}", script);
    }

    [Fact]
    public async Task The_interface_reads_a_file_finds_and_refuses_as_the_pages_do()
    {
        var made = await server.Post("lager", "/cold-chain/equipment", new
        {
            name = "Skap API", kind = "fridge", storage = "fridge", place = "fhi-ultra", serial = "S-API",
        });
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var path = $"/cold-chain/equipment/{made["equipment"].GetProperty("id")}";
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "cold-layout-not-known"),
            Told(await Send($"{path}/readings?layout=nowhere"), "code"));
        var read = await Send($"{path}/readings?name=skap.csv");
        Assert.Equal((HttpStatusCode.Created, "48"), Told(read, "added"));
        Assert.Equal("true", Told(await Send($"{path}/readings"), "alreadyDone").Item2);
        var excursion = $"/cold-chain/excursions/{read.Body["excursions"]![0]}";
        Assert.Equal("warm", (await server.Get("dmp", excursion))["excursion"].GetProperty("side").GetString());
        (await server.Get("lege", excursion)).MustBeProblem(HttpStatusCode.NotFound, "excursion-unknown");
        (await server.Get("lege", path)).MustBeProblem(HttpStatusCode.NotFound, "equipment-unknown");
        var curve = await server.Get("dmp", $"{path}/curve?from=2026-05-14&to=2026-05-14");
        Assert.Equal(48, curve["parts"].GetArrayLength());
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Post("dmp", $"{excursion}/sign", new { })).Status);
        (await server.Get("revisor", "/cold-chain/stability/000000"))
            .MustBeProblem(HttpStatusCode.NotFound, "product-unknown");
        using var client = server.Client("lager");
        var file = await client.GetAsync(
            $"/cold-chain/files/{read.Body["file"]}", TestContext.Current.CancellationToken);
        Assert.Equal("application/octet-stream", file.Content.Headers.ContentType?.MediaType);
    }

    static (HttpStatusCode, string) Told((HttpStatusCode Status, JsonNode Body) answer, string name) =>
        (answer.Status, $"{answer.Body[name]}");

    async Task<(HttpStatusCode Status, JsonNode Body)> Send(string path)
    {
        using var client = server.Client("lager");
        client.DefaultRequestHeaders.Add("Forsyn-Now", Calls.Morning);
        using var content = new StringContent(Warm, Encoding.UTF8, "text/csv");
        using var answer = await client.PostAsync(
            "/api/v1" + path, content, TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonNode.Parse(
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }

    // A day of half hours in which four hours in the middle were at twelve degrees.
    static readonly string Warm = "Dato;Temperatur °C\n" + string.Join('\n', Enumerable.Range(0, 48).Select(i =>
        $"14.05.2026 {i / 2:00}:{i % 2 * 30:00}:00;{(i is >= 20 and < 28 ? "12,5" : "5,0")}"));

    static async Task Upload(Window window, string text)
    {
        if (!window.Page.Url.EndsWith("/import")) await window.Follow("a[href$='/import']");
        await window.Page.Locator("input[type=file]").SetInputFilesAsync(
            new Microsoft.Playwright.FilePayload
            {
                Name = "skap.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text),
            });
        await window.Follow("main form button[type=submit]");
    }

    // axe is a script, so where there is none only the rest is looked at.
    static async Task Look(Window window, string name, bool script)
    {
        if (script) await window.MustBeSound();
        else Assert.Empty(window.Errors);
        await window.Picture(name);
    }
}
