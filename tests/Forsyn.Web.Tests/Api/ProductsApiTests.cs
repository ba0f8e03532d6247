using System.Net;

namespace Forsyn.Web.Tests.Api;

public class ProductsApiTests(ForsynServer server)
{
    [Fact]
    public async Task A_product_carries_the_facts_that_rules_key_on()
    {
        var product = await server.Get("lege", "/products/145374");
        Assert.Equal(HttpStatusCode.OK, product.Status);
        Assert.Equal("145374", product["articleNumber"].GetString());
        Assert.Equal("fridge", product["storage"].GetString());
        Assert.Equal(10, product["dosesPerPack"].GetInt32());
        Assert.True(product["authorised"].GetBoolean());
        Assert.Contains("childhood", product["groups"].EnumerateArray().Select(group => group.GetString()));
        foreach (var name in (string[])
            ["gtin", "name", "substance", "atc", "multiDose", "freezeDried", "lightProtected"])
            Assert.True(product.Body.TryGetProperty(name, out _), name);
    }

    [Fact]
    public async Task A_price_is_a_text_of_kroner() =>
        Assert.Equal("560.00", (await server.Get("sykehus", "/products/481047"))["price"].GetString());

    [Theory]
    [InlineData("999999")]
    [InlineData("nothing")]
    public async Task An_unknown_article_is_not_found(string article) =>
        (await server.Get("lege", $"/products/{article}")).MustBeProblem(HttpStatusCode.NotFound, "article-unknown");

    [Fact]
    public async Task The_list_goes_on_from_its_cursor_and_holds_each_product_once()
    {
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await server.Get("lege",
                $"/products?group=childhood&limit=3&cursor={Uri.EscapeDataString(cursor ?? "")}");
            var items = page["items"].EnumerateArray().Select(item => item.GetProperty("articleNumber").GetString()!);
            seen.AddRange(items);
            cursor = page.Body.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        var all = (await server.Get("lege", "/products?group=childhood&limit=200"))["items"].GetArrayLength();
        Assert.Equal(all, seen.Count);
        Assert.Equal(all, seen.Distinct().Count());
        Assert.True(all > 3);
    }

    [Fact]
    public async Task A_product_is_found_by_words_and_its_disease_is_named_in_the_readers_language()
    {
        var found = await server.Get("revisor", "/products?query=rotavirus&orderable=false", ("Accept-Language", "en"));
        Assert.Contains(found["items"].EnumerateArray(), p => p.GetProperty("articleNumber").GetString() == "145374");
        var english = (await server.Get("lege", "/products/145374", ("Accept-Language", "en")))["diseases"][0];
        var norwegian = (await server.Get("lege", "/products/145374", ("Accept-Language", "nb")))["diseases"][0];
        Assert.Equal(english.GetProperty("code").GetString(), norwegian.GetProperty("code").GetString());
        Assert.NotEqual(english.GetProperty("name").GetString(), norwegian.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_group_that_is_none_of_ours_is_refused_with_those_that_are() =>
        Assert.Contains("childhood", (await server.Get("lege", "/products?group=adults"))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "product-group-wrong").Detail);

    [Fact]
    public async Task A_cursor_that_is_none_of_ours_is_refused() =>
        (await server.Get("lege", "/products?cursor=x"))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "cursor-invalid");
}
