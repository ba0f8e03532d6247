using System.Net;
using System.Text.Json.Nodes;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Api;

public class BlueApiTests(ForsynServer server)
{
    // A made person of the national test population, born 13 January 2010.
    internal const string Number = "13811060059";

    internal static JsonObject Order(string channel = "fax") => new()
    {
        ["customer"] = "office-5601-2", ["channel"] = channel, ["deliveryAddress"] = "Storgata 1, 9600 Hammerfest",
        ["requisitioner"] = new JsonObject { ["name"] = "Ingrid Solheim", ["role"] = "physician" },
        ["lines"] = new JsonArray(new JsonObject
        {
            ["articleNumber"] = "004502", ["doses"] = 1, ["purpose"] = "blue", ["doseSize"] = "0,5 ml",
            ["section4"] = true,
            ["patient"] = new JsonObject
            {
                ["name"] = "Kanarius Fuglemoen", ["identityNumber"] = Number, ["municipalityNumber"] = "5601",
            },
            ["indication"] = new JsonObject { ["disease"] = "hepatitis-b", ["code"] = "P" },
        }),
    };

    [Fact, Requirement("BLU-001", "BLU-002", "BLU-003")]
    public async Task A_prescription_is_registered_checked_and_released_and_the_patient_opened_with_a_reason()
    {
        var placed = await server.Post("forsyning", "/orders", Order());
        Assert.Equal((HttpStatusCode.Created, "held"), (placed.Status, placed.State));
        var number = placed.Number;
        (await server.Post("forsyning", $"/orders/{number}/release"))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "prescription-not-checked");
        var before = (await server.Get("forsyning", $"/orders/{number}/prescriptions"))["items"][0];
        Assert.Equal("K.F.", before.GetProperty("patient").GetProperty("mask").GetProperty("initials").GetString());
        Assert.Equal("held", (await server.Post("forsyning", $"/orders/{number}/check-prescriptions")).State);
        Assert.Equal("released", (await server.Post("forsyning", $"/orders/{number}/release")).State);

        var patient = before.GetProperty("patient").GetProperty("id").GetInt64();
        (await server.Post("forsyning", $"/patients/{patient}/open", new { reason = "" }))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "look-reason-missing");
        var why = new { reason = "The form is blurred" };
        var opened = await server.Post("forsyning", $"/patients/{patient}/open", why);
        Assert.Equal(Number, opened["identityNumber"].GetString());
        Assert.True(opened.Headers.CacheControl?.NoStore);
        foreach (var persona in (string[])["lege", "revisor", "admin", "lager", "dmp"])
            Assert.Equal(HttpStatusCode.Forbidden,
                (await server.Post(persona, $"/patients/{patient}/open", why)).Status);

        var log = await server.Get("revisor", $"/patients/log?query={number}");
        var look = Assert.Single(log["items"].EnumerateArray());
        Assert.Equal(("forsyning", "The form is blurred"),
            (look.GetProperty("byPersona").GetString(), look.GetProperty("reason").GetString()));
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Get("admin", "/patients/log")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Get("forsyning", "/patients/log")).Status);
    }

    [Fact]
    public async Task The_same_key_gives_the_same_order_and_a_patient_is_never_given_again_from_memory()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var first = await server.Post("forsyning", "/orders", Order(), key);
        Assert.Equal(first.Number, (await server.Post("forsyning", "/orders", Order(), key)).Number);
        var patient = (await server.Get("forsyning", $"/orders/{first.Number}/prescriptions"))["items"][0]
            .GetProperty("patient").GetProperty("id").GetInt64();
        var look = ("Idempotency-Key", Guid.NewGuid().ToString());
        for (var turn = 1; turn <= 2; turn++)
        {
            await server.Post("forsyning", $"/patients/{patient}/open", new { reason = "Looked twice" }, look);
            var log = await server.Get("revisor", $"/patients/log?query={first.Number}");
            Assert.Equal(turn, log["items"].GetArrayLength());
        }
    }

    [Theory, Requirement("BLU-008", "BLU-007", "CHN-011")]
    [InlineData("web", "blue-not-through-web"), InlineData("phone", "phone-record-incomplete")]
    [InlineData("electronic", "electronic-not-accepted")]
    public async Task Other_channels_are_refused(string channel, string code)
    {
        var answer = await server.Post("forsyning", "/orders", Order(channel));
        Assert.Contains(code, answer.MustBeProblem(HttpStatusCode.UnprocessableEntity, "order-blocked").Codes);
    }

    [Fact, Requirement("BLU-010")]
    public async Task The_table_is_open_to_all_who_have_signed_in_and_is_searched_in_the_readers_language()
    {
        var all = await server.Get("helsesykepleier", "/blue");
        Assert.Equal(49, all["items"].GetArrayLength());
        Assert.Equal(8, all["studyProgrammes"].GetArrayLength());
        var found = await server.Get("lege", "/blue?query=hepatitis b vaccine d", ("Accept-Language", "en"));
        Assert.Equal(["bleeding-tendency", "down-syndrome", "kidney-failure", "liver-disease"],
            found["items"].EnumerateArray().Where(r => r.GetProperty("disease").GetString() == "hepatitis-b")
                .Select(r => r.GetProperty("group").GetString()).Order());
        Assert.Equal(0, (await server.Get("lege", "/blue?query=nosuchthing"))["items"].GetArrayLength());
    }

    [Fact, Requirement("BLT-002", "BLT-010")]
    public async Task Outbreaks_are_declared_and_ended_at_the_desk()
    {
        var wrong = await server.Post("forsyning", "/outbreaks", new { disease = "measles" });
        wrong.MustBeProblem(HttpStatusCode.UnprocessableEntity, "outbreak-faulty");
        Assert.Equal(4, wrong.Findings.Count());
        var declared = await server.Post("forsyning", "/outbreaks",
            new { disease = "diphtheria", area = "Troms", from = "2026-05-01", declaredBy = "FHI" });
        Assert.Equal(HttpStatusCode.Created, declared.Status);
        var id = declared["id"].GetInt64();
        Assert.Contains((await server.Get("lege", "/outbreaks?onlyNow=true"))["items"].EnumerateArray(),
            o => o.GetProperty("id").GetInt64() == id);
        (await server.Post("forsyning", $"/outbreaks/{id}/end", new { lastDay = "2026-05-10" }, ("If-Match", "\"9\"")))
            .MustBeProblem(HttpStatusCode.PreconditionFailed, "outbreak-changed-meanwhile");
        var ended = await server.Post("forsyning", $"/outbreaks/{id}/end", new { lastDay = "2026-05-10" },
            ("If-Match", "\"1\""));
        Assert.Equal("2026-05-10", ended["toDay"].GetString());
        Assert.DoesNotContain((await server.Get("lege", "/outbreaks?onlyNow=true"))["items"].EnumerateArray(),
            o => o.GetProperty("id").GetInt64() == id);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Post("lege", "/outbreaks", new { })).Status);
    }
}
