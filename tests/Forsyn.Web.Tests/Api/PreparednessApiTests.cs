using System.Net;

namespace Forsyn.Web.Tests.Api;

public class PreparednessApiTests(ForsynServer server)
{
    [Fact]
    public async Task Schemes_lists_and_targets_are_read_by_those_who_may()
    {
        var schemes = await server.Get("dmp", "/preparedness/schemes?on=2026-05-15");
        Assert.Equal(["6 months", "180 days"],
            schemes.Body.EnumerateArray().Select(one => one.GetProperty("most").GetString()));
        var list = await server.Get("revisor", "/preparedness/lists/specialist?on=2026-05-15");
        Assert.Equal(list["counts"].GetProperty("substances").GetInt64(), list["items"].GetArrayLength());
        (await server.Get("dmp", "/preparedness/lists/other")).MustBeProblem(HttpStatusCode.NotFound, "scheme-unknown");
        var own = await server.Get("grossist", "/preparedness/targets?scheme=primary&on=2026-05-15&limit=500");
        Assert.All(own["items"].EnumerateArray(), one => Assert.Equal("ahn", one.GetProperty("holder").GetString()));
        var run = own["run"].GetProperty("id").GetInt64();
        var one = await server.Get("grossist", $"/preparedness/targets/{run}/ahn/J01CA04");
        Assert.True(one["inputs"].GetArrayLength() > 0);
        (await server.Get("grossist", $"/preparedness/targets/{run}/nmd/J01CA04"))
            .MustBeProblem(HttpStatusCode.NotFound, "target-unknown");
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Get("lege", "/preparedness/targets")).Status);
    }

    [Fact]
    public async Task Targets_are_fetched_as_a_file_and_a_wholesaler_gets_its_own()
    {
        var stop = TestContext.Current.CancellationToken;
        var run = (await server.Get("dmp", "/preparedness/targets?on=2026-05-15"))["run"].GetProperty("id").GetInt64();
        using var all = server.Client("dmp");
        using var own = server.Client("grossist");
        var path = $"/preparedness/targets.csv?scheme=primary&run={run}";
        var rows = (await all.GetStringAsync(path, stop)).Trim().Split('\n');
        Assert.Equal(121, rows.Length);
        Assert.Contains("2025-05/2026-04", rows[1]);
        Assert.Equal(41, (await own.GetStringAsync(path, stop)).Trim().Split('\n').Length);
        Assert.Equal("PK", (await all.GetStringAsync(path.Replace("csv", "xlsx"), stop))[..2]);
    }

    [Fact]
    public async Task Sales_sent_as_json_are_created_once_and_only_the_ministry_decides()
    {
        var body = new
        {
            month = "2023-07",
            lines = new[] { new { customer = "pharmacy-5601-1", articleNumber = "002033", packs = 4 } },
        };
        Assert.Equal(HttpStatusCode.Created, (await server.Post("grossist", "/preparedness/sales", body)).Status);
        var again = await server.Post("grossist", "/preparedness/sales", body);
        Assert.Equal((HttpStatusCode.OK, true), (again.Status, again["alreadyDone"].GetBoolean()));
        (await server.Post("grossist", "/preparedness/sales",
            new { month = "2023-07", lines = new[] { new { packs = 1 } } }))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "sales-faulty");

        var proposed = await server.Post("sav", "/preparedness/proposals", new
        {
            scheme = "primary", title = "Digoksin", commissioners = new[] { "dmp" },
            changes = new[]
            {
                new { kind = "change", atc = "C01AA05", span = "5 months", recommendation = "Five", reasons = "Few",
                    recommendedOn = "2026-05-01" },
            },
        });
        Assert.Equal(HttpStatusCode.Created, proposed.Status);
        var path = $"/preparedness/proposals/{proposed["proposal"].GetProperty("id").GetInt64()}/decide";
        var decision = new { accept = true, decision = "26/1", inForceOn = "2027-03-01" };
        foreach (var persona in (string[])["dmp", "sav", "grossist", "revisor", "admin"])
            Assert.Equal(HttpStatusCode.Forbidden, (await server.Post(persona, path, decision)).Status);
        (await server.Post("rhf", path, decision)).MustBeProblem(HttpStatusCode.UnprocessableEntity, "not-allowed");
        Assert.Equal("decided", (await server.Post("hod", path, decision)).State);
    }
}
