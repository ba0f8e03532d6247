using System.Net;
using System.Text.Json.Nodes;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Api;

/// <summary>Emergencies over HTTP: hours, calendar, roster, consultation and hand-out.</summary>
public class UrgentApiTests(ForsynServer server)
{
    static readonly (string, string) Night = ("Forsyn-Now", "2026-05-19T22:00:00+02:00");

    static JsonObject Call() => new()
    {
        ["customer"] = "office-5601-2", ["channel"] = "phone", ["acceptShorterShelfLife"] = true,
        ["requisitioner"] = new JsonObject { ["name"] = "Ola Lege", ["role"] = "physician" },
        ["urgent"] = new JsonObject { ["reason"] = "hepatitis-b", ["caller"] = "Ola Lege" },
        ["lines"] = new JsonArray(new JsonObject
        {
            ["articleNumber"] = "004613", ["doses"] = 1, ["purpose"] = "payable",
        }),
    };

    [Theory, Requirement("URG-006", "URG-007", "URG-009", "URG-010")]
    [InlineData("2026-05-15T14:59:59%2B02:00", true, "21 07 70 00", "2026-05-15T13:00:00.000000Z")]
    [InlineData("2026-05-15T15:00:00%2B02:00", false, "23 35 81 00", "2026-05-18T06:00:00.000000Z")]
    [InlineData("2026-09-15T15:44:59%2B02:00", true, "21 07 70 00", "2026-09-15T13:45:00.000000Z")]
    [InlineData("2026-12-25T12:00:00%2B01:00", false, "23 35 81 00", "2026-12-28T07:00:00.000000Z")]
    public async Task Anybody_signed_in_reads_whom_to_call_at_a_moment(string at, bool open, string phone, string next)
    {
        var hours = await server.Get("lege", $"/opening-hours?at={at}");
        Assert.Equal((open, phone, next),
            (hours["open"].GetBoolean(), hours["callNow"].GetString(), hours["nextChange"].GetString()));
    }

    [Fact, Requirement("URG-008")]
    public async Task The_desk_closes_a_day_and_a_stale_change_is_refused()
    {
        var closed = new { day = "2027-02-01", kind = "closed", reason = "Flytting" };
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Post("lege", "/opening-hours/days", closed)).Status);
        var set = await server.Post("forsyning", "/opening-hours/days", closed);
        Assert.Equal(("closed", "\"1\""), (set["kind"].GetString(), set.Headers.ETag?.Tag));
        Assert.False((await server.Get("lege", "/opening-hours?at=2027-02-01T10:00:00%2B01:00"))["open"].GetBoolean());
        (await server.Post("forsyning", "/opening-hours/days", closed with { kind = "usual" }, ("If-Match", "\"0\"")))
            .MustBeProblem(HttpStatusCode.PreconditionFailed, "calendar-changed-meanwhile");
        Assert.Equal(HttpStatusCode.OK, (await server.Post("forsyning", "/opening-hours/days",
            closed with { kind = "usual" }, ("If-Match", "\"1\""))).Status);
        Assert.Single((await server.Get("lege", "/opening-hours/days?year=2027"))["items"].EnumerateArray());
    }

    [Fact, Requirement("URG-003", "URG-010", "URG-011", "URG-013")]
    public async Task The_pharmacy_takes_a_call_at_night_is_refused_by_day_and_hands_out_once()
    {
        var by = await server.Post("vakt", "/orders", Call(), ("Forsyn-Now", "2026-05-19T10:00:00+02:00"));
        Assert.Contains("pharmacy-inside-hours",
            by.MustBeProblem(HttpStatusCode.UnprocessableEntity, "order-blocked").Codes);
        var placed = await server.Post("vakt", "/orders", Call(), Night);
        Assert.Equal(HttpStatusCode.Created, placed.Status);
        var queue = await server.Get("vakt", "/urgent", Night);
        Assert.Contains(placed.Number, queue["items"].EnumerateArray().Select(o => o.GetProperty("number").GetInt64()));
        Assert.All(queue["items"].EnumerateArray(), o => Assert.Equal("pharmacy", o.GetProperty("route").GetString()));
        var path = $"/orders/{placed.Number}";
        var undecided = (await server.Post("vakt", $"{path}/hand-out", new { collectedBy = "Kari" }, Night))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "hand-out-incomplete");
        Assert.Equal(["consultation-not-decided"], undecided.Codes);
        Assert.Equal(HttpStatusCode.Created, (await server.Post("vakt", $"{path}/consultations",
            new { physician = "Elin Sæther", assessment = "Én dose" }, Night)).Status);
        var key = ("Idempotency-Key", $"hand-out-{placed.Number}");
        var sent = await server.Post("vakt", $"{path}/hand-out", new { collectedBy = "Kari" }, Night, key);
        var again = await server.Post("vakt", $"{path}/hand-out", new { collectedBy = "Kari" }, Night, key);
        Assert.Equal("dispatched", sent.State);
        Assert.Equal(sent["shipment"].GetInt64(), again["shipment"].GetInt64());
        Assert.Equal(HttpStatusCode.Forbidden,
            (await server.Post("forsyning", $"{path}/hand-out", new { collectedBy = "Kari" }, Night)).Status);
        Assert.Equal("Én dose", Assert.Single((await server.Get("vakt", $"{path}/consultations", Night))["items"]
            .EnumerateArray()).GetProperty("assessment").GetString());
        var times = await server.Get("dmp", "/urgent/times?from=2026-05&to=2026-05&reason=hepatitis-b");
        Assert.True(times["all"].GetProperty("count").GetInt32() >= 1);
    }

    [Fact, Requirement("URG-004")]
    public async Task Who_plans_adds_swaps_and_removes_shifts_and_everybody_else_is_refused()
    {
        var far = new
        {
            physician = "Nina Vik", starts = "2027-06-01T08:00:00+02:00", ends = "2027-06-02T08:00:00+02:00",
        };
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Post("vakt", "/roster", far)).Status);
        var first = Id(await server.Post("forsyning", "/roster", far));
        var second = Id(await server.Post("forsyning", "/roster", far with
        {
            physician = "Per Dahl", starts = far.ends, ends = "2027-06-03T08:00:00+02:00",
        }));
        var swapped = await server.Post("forsyning", $"/roster/{first}/swap", new { with = second, reason = "Ferie" });
        Assert.Equal(["Per Dahl", "Nina Vik"],
            swapped["shifts"].EnumerateArray().Select(shift => shift.GetProperty("physician").GetString()!));
        (await server.Post("forsyning", $"/roster/{first}/remove", new { reason = "Feil" }))
            .MustBeProblem(HttpStatusCode.Conflict, "shift-not-in-state");
        (await server.Post("forsyning", "/roster", far with { physician = "" }))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "shift-incomplete");
        foreach (var id in swapped["shifts"].EnumerateArray().Select(shift => shift.GetProperty("id").GetInt64()))
            Assert.Equal(HttpStatusCode.OK,
                (await server.Post("forsyning", $"/roster/{id}/remove", new { reason = "Prøve" })).Status);
        var shifts = await server.Get(
            "vakt", "/roster?from=2027-06-01T00:00:00%2B02:00&to=2027-06-05T00:00:00%2B02:00&closed=true");
        Assert.Equal(4, shifts["items"].GetArrayLength());

        static long Id(Answer answer) => answer["shifts"][0].GetProperty("id").GetInt64();
    }

    [Fact]
    public async Task The_times_can_be_had_as_a_file()
    {
        using var client = server.Client("forsyning");
        var file = await client.GetStringAsync("/urgent/times.csv", TestContext.Current.CancellationToken);
        Assert.StartsWith("month,reason,dispatched,underWay,medianMinutes,p90Minutes,longestMinutes", file);
    }
}
