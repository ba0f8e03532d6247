using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Forsyn.App.Documents;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Api;

public class AttachmentsApiTests(ForsynServer server)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    async Task<HttpResponseMessage> Send(string persona, byte[] content, string name = "form.pdf",
        string type = "application/pdf", string purpose = "exemption-application")
    {
        using var client = server.Client(persona);
        client.DefaultRequestHeaders.ExpectContinue = true; // what is too large is refused before it is sent
        var body = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        return await client.PostAsync($"/api/v1/attachments?name={name}&purpose={purpose}", body, Stop);
    }

    [Fact]
    public async Task A_file_is_kept_once_and_given_back_so_that_nothing_in_it_runs()
    {
        using var sent = await Send("lege", MadeFiles.Pdf("/Lang (api)"));
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        var id = (await sent.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetInt64();
        using var again = await Send("lege", MadeFiles.Pdf("/Lang (api)"));
        Assert.Equal(id, (await again.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetInt64());

        using var client = server.Client("lege");
        foreach (var path in (string[])[$"/attachments/{id}", $"/api/v1/attachments/{id}/content"])
        {
            using var file = await client.GetAsync(path, Stop);
            Assert.Equal(MadeFiles.Pdf("/Lang (api)"), await file.Content.ReadAsByteArrayAsync(Stop));
            Assert.Equal("application/pdf", file.Content.Headers.ContentType?.MediaType);
            Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
            Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.StartsWith("default-src 'none'; sandbox",
                file.Headers.GetValues("Content-Security-Policy").Single());
            Assert.True(file.Headers.CacheControl?.NoStore);
        }
    }

    [Fact]
    public async Task A_file_of_another_is_not_there()
    {
        using var sent = await Send("lege", MadeFiles.Pdf("/Lang (own)"));
        var id = (await sent.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetInt64();
        foreach (var persona in (string[])["sykehus", "smittevernlege", "apotek", "lager"])
        {
            (await server.Get(persona, $"/attachments/{id}")).MustBeProblem(
                HttpStatusCode.NotFound, "attachment-unknown");
            using var client = server.Client(persona);
            using var page = await client.GetAsync($"/attachments/{id}", Stop);
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        }
        Assert.Equal(HttpStatusCode.OK, (await server.Get("forsyning", $"/attachments/{id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Get("admin", $"/attachments/{id}")).Status);
    }

    [Fact]
    public async Task What_is_wrong_with_a_file_is_said()
    {
        using var active = await Send("lege", MadeFiles.Pdf("/OpenAction 1 0 R"), "x.png");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, active.StatusCode);
        var findings = (await active.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("findings");
        Assert.Equal(["attachment-type-not-name", "attachment-not-what-it-says"],
            findings.EnumerateArray().Select(finding => finding.GetProperty("code").GetString()));

        using var purpose = await Send("lege", MadeFiles.Pdf(), purpose: "fun");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, purpose.StatusCode);
        using var large = await Send("lege", new byte[AttachmentCheck.LargestBytes + 2]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        using var nobody = await Send("hod", MadeFiles.Pdf());
        Assert.Equal(HttpStatusCode.Forbidden, nobody.StatusCode);
    }
}
