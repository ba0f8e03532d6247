using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.Web.Hosting;
using Forsyn.Web.Tests.Pages;
using Forsyn.Web.Tests.Pages.Ordering;
using Microsoft.Extensions.DependencyInjection;

namespace Forsyn.Web.Tests.Api;

[Collection("Baskets")]
public class MessagesApiTests(ForsynServer server)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_are_listed_read_and_counted()
    {
        using var person = new Visitor(server, "apotek");
        var number = await OrderPageTests.Placed(person);
        await server.Services.GetRequiredService<FactDelivery>().CatchUp(Stop);
        using var client = server.Client("apotek");
        var page = await client.GetFromJsonAsync<JsonElement>("/api/v1/messages?unread=true", Stop);
        var unread = page.GetProperty("unread").GetInt64();
        var message = page.GetProperty("items").EnumerateArray()
            .First(one => one.GetProperty("link").GetString() == $"/orders/{number}");
        var id = message.GetProperty("id").GetInt64();
        Assert.Contains(number, message.GetProperty("title").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await Post(client, $"/api/v1/messages/{id}/read"));
        page = await client.GetFromJsonAsync<JsonElement>("/api/v1/messages", Stop);
        Assert.Equal(unread - 1, page.GetProperty("unread").GetInt64());
        using var other = server.Client("lager");
        Assert.Equal(HttpStatusCode.NotFound, await Post(other, $"/api/v1/messages/{id}/read"));
    }

    [Fact]
    public async Task Settings_are_kept_and_a_wrong_address_is_refused()
    {
        using var client = server.Client("grossist");
        var wishes = await client.GetFromJsonAsync<JsonElement>("/api/v1/messages/settings", Stop);
        Assert.Equal("grossist@forsyn.example", wishes.GetProperty("email").GetString());
        using var saved = await client.PutAsJsonAsync("/api/v1/messages/settings",
            new
            {
                email = "", language = "nn",
                kinds = new[] { new { kind = "order-held", inApp = true, byMail = false } },
            }, Stop);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        using var wrong = await client.PutAsJsonAsync("/api/v1/messages/settings",
            new { email = "grossist", language = "nn", kinds = Array.Empty<object>() }, Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        wishes = await client.GetFromJsonAsync<JsonElement>("/api/v1/messages/settings", Stop);
        Assert.Equal("nn", wishes.GetProperty("language").GetString());
    }

    [Fact]
    public async Task The_language_somebody_chooses_is_the_one_of_the_letters()
    {
        using var person = new Visitor(server, "sykehus");
        await person.Open("/messages/settings");
        const string english = "button[name=language][value=en]";
        using var answer = await person.Post("/language", person.Filled(english));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("en", await server.Database.One<string>("select language from contact where person = 'sykehus'"));
    }

    [Fact]
    public async Task Letters_are_the_desk_s_to_read()
    {
        using var client = server.Client("lege");
        using var answer = await client.GetAsync("/api/v1/mails", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        using var desk = server.Client("forsyning");
        var page = await desk.GetFromJsonAsync<JsonElement>("/api/v1/mails?limit=1", Stop);
        Assert.True(page.TryGetProperty("items", out _));
    }

    static async Task<HttpStatusCode> Post(HttpClient client, string path)
    {
        using var answer = await client.PostAsync(path, null, Stop);
        return answer.StatusCode;
    }
}
