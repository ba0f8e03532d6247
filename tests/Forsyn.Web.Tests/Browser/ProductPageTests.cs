using System.Net.Http.Json;
using System.Text.Json;

namespace Forsyn.Web.Tests.Browser;

public class ProductPageTests(ForsynServer server, BrowserFixture browser)
{
    [Theory]
    [InlineData("nb", 1280, "dmp")]
    [InlineData("nn", 390, "lege")]
    [InlineData("en", 390, "dmp")]
    public async Task A_product_is_found_and_read(string language, int width, string persona)
    {
        await using var window = await browser.Open(server, width, language);
        await window.SignIn(persona);
        await window.Page.GotoAsync("/products");
        await window.MustBeSound();
        await window.Picture($"products-{language}-{width}");
        await window.Page.Locator("input[name=query]").FillAsync("rotavirus");
        await window.Follow(".search button");
        await window.Follow("tbody a");
        Assert.Contains("Rota", await window.Page.Locator("h1").InnerTextAsync());
        // Only those who may see the country's stock see it here.
        Assert.Equal(persona == "dmp" ? 1 : 0, await window.Page.Locator(".key-figures").CountAsync());
        await window.MustBeSound();
        await window.Picture($"product-{language}-{width}");
    }

    [Fact]
    public async Task The_api_gives_the_same_list_page_by_page_and_one_product()
    {
        var stop = TestContext.Current.CancellationToken;
        using var client = server.Client("lege");
        var first = await client.GetFromJsonAsync<JsonElement>("/api/v1/products?group=childhood&limit=3", stop);
        var next = Uri.EscapeDataString(first.GetProperty("next").GetString()!);
        var second = await client.GetFromJsonAsync<JsonElement>(
            $"/api/v1/products?group=childhood&limit=3&cursor={next}", stop);
        var numbers = first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray())
            .Select(item => item.GetProperty("articleNumber").GetString()).ToList();
        Assert.Equal(6, numbers.Distinct().Count());
        var one = await client.GetFromJsonAsync<JsonElement>($"/api/v1/products/{numbers[0]}", stop);
        Assert.Contains("childhood", one.GetProperty("groups").EnumerateArray().Select(group => group.GetString()));
        Assert.Equal(404, (int)(await client.GetAsync("/api/v1/products/000000", stop)).StatusCode);
        Assert.Equal(404, (int)(await client.GetAsync("/products/000000", stop)).StatusCode);
        Assert.Equal(422, (int)(await client.GetAsync("/api/v1/products?group=what", stop)).StatusCode);
    }
}
