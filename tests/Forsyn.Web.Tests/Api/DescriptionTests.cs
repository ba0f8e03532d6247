using System.Text.Json;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Api;

public class DescriptionTests(ForsynServer server)
{
    const string Golden = "docs/openapi.json";

    async Task<string> Text()
    {
        using var client = server.Client();
        return await client.GetStringAsync("/api/v1/openapi.json", TestContext.Current.CancellationToken);
    }

    async Task<JsonElement> Document() => JsonDocument.Parse(await Text()).RootElement;

    static IEnumerable<(string Name, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value);

    /// <summary>FORSYN_WRITE=1 ./test web --only Description renews the file after a route has changed.</summary>
    [Fact]
    public async Task The_description_is_the_one_we_have_agreed_to() => Generated.AssertCurrent(Golden, await Text());

    [Fact]
    public async Task The_description_is_openapi_3_1_of_the_api_alone()
    {
        var document = await Document();
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString());
        Assert.Equal("Forsyn", document.GetProperty("info").GetProperty("title").GetString());
        Assert.Equal("/", document.GetProperty("servers")[0].GetProperty("url").GetString());
        Assert.All(document.GetProperty("paths").EnumerateObject(), path => Assert.StartsWith("/api/v1/", path.Name));
    }

    [Fact]
    public async Task Every_route_of_the_api_is_described_in_full() =>
        Assert.Empty(Operations(await Document()).SelectMany(o => Lacks(o.Name, o.Operation)));

    [Fact]
    public void A_route_that_is_described_by_half_is_caught()
    {
        var bare = JsonDocument.Parse("""{ "responses": { "200": {} } }""").RootElement;
        Assert.Equal(["GET /x has no WithName", "GET /x has no WithSummary",
            "GET /x does not say what it answers (Produces)"], Lacks("GET /x", bare));
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own()
    {
        var names = Operations(await Document()).Select(o => o.Operation.GetProperty("operationId").GetString());
        Assert.Empty(names.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Fact]
    public async Task A_write_says_its_headers_and_its_problems()
    {
        var document = await Document();
        var release = document.GetProperty("paths").GetProperty("/api/v1/orders/{number}/release").GetProperty("post");
        var headers = release.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString());
        Assert.Empty(((string[])["Idempotency-Key", "If-Match", "Forsyn-Now"]).Except(headers));
        foreach (var status in (string[])["400", "401", "403", "404", "409", "412", "422"])
            Assert.EndsWith("/Problem", release.GetProperty("responses").GetProperty(status).GetProperty("content")
                .GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString());
        var problem = document.GetProperty("components").GetProperty("schemas").GetProperty("Problem");
        Assert.True(problem.GetProperty("properties").TryGetProperty("code", out _));
        Assert.True(problem.GetProperty("properties").TryGetProperty("findings", out _));
        Assert.Equal("order.review", release.GetProperty("x-policy").GetString());
    }

    [Fact]
    public async Task Money_is_a_text_and_a_quantity_a_number()
    {
        var schemas = (await Document()).GetProperty("components").GetProperty("schemas");
        Assert.Equal("200.00", schemas.GetProperty("Money").GetProperty("examples")[0].GetString());
        Assert.Equal("integer", schemas.GetProperty("Quantity").GetProperty("type").GetString());
    }

    static IEnumerable<string> Lacks(string name, JsonElement operation)
    {
        if (!operation.TryGetProperty("operationId", out _)) yield return $"{name} has no WithName";
        if (!operation.TryGetProperty("summary", out _)) yield return $"{name} has no WithSummary";
        var good = operation.GetProperty("responses").EnumerateObject().Where(r => r.Name[0] == '2');
        if (!good.Any(r => r.Name == "204" || r.Value.TryGetProperty("content", out _)))
            yield return $"{name} does not say what it answers (Produces)";
    }
}
