using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Forsyn.Web.Tests.Api;

/// <summary>What the API answered: status, headers and JSON (undefined when there was none).</summary>
sealed record Answer(HttpStatusCode Status, JsonElement Body, HttpResponseHeaders Headers, string? MediaType)
{
    public JsonElement this[string name] => Body.GetProperty(name);
    public string? Code => Body.TryGetProperty("code", out var code) ? code.GetString() : null;
    public string? State => this["state"].GetString();
    public long Number => this["number"].GetInt64();
    public string Detail => this["detail"].GetString()!;

    public JsonElement Finding(string code) => Assert.Single(Findings, f => f.GetProperty("code").GetString() == code);
    public IEnumerable<JsonElement> Findings => this["findings"].EnumerateArray();
    public IEnumerable<string> Codes => Findings.Select(f => f.GetProperty("code").GetString()!);

    /// <summary>A refusal is a problem that says its code, in JSON of that kind.</summary>
    public Answer MustBeProblem(HttpStatusCode status, string code)
    {
        Assert.Equal((status, code), (Status, Code));
        Assert.Equal("application/problem+json", MediaType);
        Assert.NotEqual("", Detail);
        return this;
    }
}

/// <summary>Asks the API as a program would, on the morning of the seeding unless another hour is named.</summary>
static class Calls
{
    public const string Morning = "2026-05-15T09:00:00+02:00";

    public static Task<Answer> Get(
        this ForsynServer server, string? persona, string path, params (string Name, string Value)[] headers) =>
        server.Ask(HttpMethod.Get, persona, path, null, headers);

    /// <param name="body">Text is sent as it is, anything else as JSON.</param>
    public static Task<Answer> Post(
        this ForsynServer server, string? persona, string path, object? body = null,
        params (string Name, string Value)[] headers) =>
        server.Ask(HttpMethod.Post, persona, path, body, headers);

    static async Task<Answer> Ask(
        this ForsynServer server, HttpMethod method, string? persona, string path, object? body,
        (string Name, string Value)[] headers)
    {
        using var client = server.Client(persona);
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        if (!headers.Any(h => h.Name == "Forsyn-Now")) request.Headers.Add("Forsyn-Now", Morning);
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value), name);
        var text = body as string ?? (body is null ? null : JsonSerializer.Serialize(body, JsonSerializerOptions.Web));
        if (text is not null) request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var type = answer.Content.Headers.ContentType?.MediaType;
        var json = type?.EndsWith("json") == true ? JsonDocument.Parse(said).RootElement : default;
        return new(answer.StatusCode, json, answer.Headers, type);
    }

    /// <summary>Rotavirus vaccine of the childhood programme, in a form the API reads.</summary>
    public static JsonObject Childhood(string channel = "web") => Of(channel, "145374", 20, "childhood");

    /// <summary>Pneumococcal vaccine at full price.</summary>
    public static JsonObject Payable(string channel = "web", long doses = 2) => Of(channel, "481047", doses, "payable");

    public static JsonObject Of(string channel, string article, long doses, string purpose) => new()
    {
        ["channel"] = channel, ["plannedVaccinationDate"] = "2026-06-15",
        ["lines"] = new JsonArray(new JsonObject
        {
            ["articleNumber"] = article, ["doses"] = doses, ["purpose"] = purpose,
        }),
    };
}
