using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Api;

public class ExemptionsApiTests(ForsynServer server)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;
    static int _files;

    async Task<string> File(string persona, string purpose = "exemption-application")
    {
        using var client = server.Client(persona);
        var content = MadeFiles.Pdf($"/Api {Environment.ProcessId}{Interlocked.Increment(ref _files)}");
        var body = new ByteArrayContent(content)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") },
        };
        using var sent = await client.PostAsync($"/api/v1/attachments?name=a.pdf&purpose={purpose}", body, Stop);
        return $"{(await sent.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetInt64()}";
    }

    static object Order(object exemption) => new
    {
        channel = "web", plannedVaccinationDate = "2026-06-15",
        lines = new[] { new { articleNumber = "900005", doses = 1, purpose = "payable", exemption } },
    };

    [Fact, Requirement("UNL-004"), Requirement("UNL-007"), Requirement("UNL-008"), Requirement("UNL-009")]
    public async Task An_application_comes_with_an_order_and_its_approval_serves_the_next()
    {
        var bare = await server.Post("lege", "/orders", Order(new { kind = "practice" }));
        Assert.Contains("exemption-paper-missing", bare.MustBeProblem(
            HttpStatusCode.UnprocessableEntity, "order-blocked").Codes);
        var placed = await server.Post("lege", "/orders",
            Order(new { kind = "practice", attachment = await File("lege"), wholeYear = true }));
        Assert.Equal((HttpStatusCode.Created, "held"), (placed.Status, placed.State));

        var queue = await server.Get("forsyning", "/exemptions?scope=queue&limit=200");
        // What others applied for ahead of any order has no number.
        var id = queue["items"].EnumerateArray()
            .Single(e => e.TryGetProperty("orderNumber", out var number) && number.GetInt64() == placed.Number)
            .GetProperty("id").GetInt64();
        (await server.Post("forsyning", $"/orders/{placed.Number}/release")).MustBeProblem(
            HttpStatusCode.UnprocessableEntity, "exemption-not-approved");
        (await server.Get("lege", $"/exemptions/{id}/copy")).MustBeProblem(
            HttpStatusCode.Conflict, "exemption-copy-not-in-state");
        (await server.Post("forsyning", $"/exemptions/{id}/approve", new { }, ("If-Match", "\"9\""))).MustBeProblem(
            HttpStatusCode.PreconditionFailed, "exemption-changed-meanwhile");
        Assert.Equal("approved", (await server.Post("forsyning", $"/exemptions/{id}/approve"))["standing"].GetString());
        Assert.Equal(HttpStatusCode.OK, (await server.Post("forsyning", $"/orders/{placed.Number}/release")).Status);
        Assert.Equal("application/pdf", (await server.Get("lege", $"/exemptions/{id}/copy")).MediaType);

        var next = await server.Post("lege", "/orders", Order(new { approval = $"{id}" }));
        next.Finding("exemption-approval-used");
        var one = await server.Get("lege", $"/exemptions/{id}");
        Assert.Equal(2, one["orders"].GetArrayLength());
        Assert.True((await server.Post("forsyning", $"/exemptions/{id}/forward")).Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_application_of_another_workplace_is_not_there()
    {
        var applied = await server.Post("lege", "/exemptions", new
        {
            articleNumber = "900005", kind = "practice", doses = 3, attachment = await File("lege"),
            hprNumber = "909000001", workplace = "Kontoret", use = "Sårskade", why = "Ingen annen",
        });
        Assert.Equal(HttpStatusCode.Created, applied.Status);
        var id = applied["exemption"].GetProperty("id").GetInt64();
        (await server.Get("sykehus", $"/exemptions/{id}")).MustBeProblem(HttpStatusCode.NotFound, "exemption-unknown");
        (await server.Get("apotek", $"/exemptions/{id}")).MustBeProblem(HttpStatusCode.NotFound, "exemption-unknown");
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Get("lager", $"/exemptions/{id}")).Status);
        Assert.Equal("Sårskade", (await server.Get("dmp", $"/exemptions/{id}"))["application"]
            .GetProperty("use").GetString());
    }

    [Fact, Requirement("YEL-007"), Requirement("YEL-008")]
    public async Task The_yellow_fever_register_is_read_by_all_and_written_by_few()
    {
        var body = new { party = "station-5601-2", vaccinator = "Ola Lege", hprNumber = "909000055" };
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Post("lege", "/yellow-fever/grants", body)).Status);
        (await server.Post("smittevernlege", "/yellow-fever/grants", new { party = "office-0301-3" })).MustBeProblem(
            HttpStatusCode.UnprocessableEntity, "yellow-fever-other-municipality");
        var office = new { party = "office-5601-3", vaccinator = "Ola Lege", hprNumber = "909000055" };
        var key = (await server.Get("lege", "/yellow-fever/office-5601-3")).Status == HttpStatusCode.OK
            ? "office-5601-3" : "office-5601-2";
        var granted = await server.Post("smittevernlege", "/yellow-fever/grants", office with { party = key });
        Assert.Equal(HttpStatusCode.Created, granted.Status);
        var read = await server.Get("sykehus", $"/yellow-fever/{key}?hprNumber=909000055");
        Assert.Equal("vaccinator", read["ground"].GetString());
        var withdrawn = await server.Post("smittevernlege",
            $"/yellow-fever/grants/{granted["id"].GetInt64()}/withdraw", new { text = "Sluttet" });
        Assert.Equal("2026-05-15", withdrawn["withdrawnOn"].GetString());
    }
}
