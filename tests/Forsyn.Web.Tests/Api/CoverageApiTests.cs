using System.Net;

namespace Forsyn.Web.Tests.Api;

public class CoverageApiTests(ForsynServer server)
{
    const string Path = "/preparedness/coverage";

    [Fact]
    public async Task Coverage_of_a_day_is_listed_filtered_sorted_and_paged()
    {
        var worst = await server.Get("dmp", $"{Path}?sort=worst&limit=10");
        Assert.Equal(10, worst["items"].GetArrayLength());
        Assert.Equal("short", worst["items"][0].GetProperty("state").GetString());
        Assert.Equal(4, worst["totals"].GetArrayLength());
        var next = await server.Get("dmp", $"{Path}?sort=worst&limit=10&cursor={worst["next"].GetString()}");
        Assert.NotEqual(worst["items"][0].GetRawText(), next["items"][0].GetRawText());
        var held = await server.Get("dmp", $"{Path}?state=held&holder=nmd&kind=antibiotic&limit=500");
        Assert.All(held["items"].EnumerateArray(), one => Assert.Equal(("held", "nmd", "antibiotic"),
            (one.GetProperty("state").GetString(), one.GetProperty("holder").GetString(),
                one.GetProperty("substanceGroup").GetString())));
        var april = await server.Get("dmp", $"{Path}?on=2026-04-01&query=J01CA04");
        Assert.Equal(("2026-04-01", 3), (april["day"].GetString(), april["items"].GetArrayLength()));
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Get("lege", Path)).Status);
    }

    [Fact]
    public async Task A_target_is_followed_through_the_year_and_a_wholesaler_gets_its_own()
    {
        var one = await server.Get("grossist", $"{Path}/primary/ahn/J01CA04");
        Assert.InRange(one["days"].GetArrayLength(), 300, 366);
        Assert.True(one["lots"].GetArrayLength() > 0);
        (await server.Get("grossist", $"{Path}/primary/nmd/J01CA04"))
            .MustBeProblem(HttpStatusCode.NotFound, "target-unknown");
        using var own = server.Client("grossist");
        var stop = TestContext.Current.CancellationToken;
        var rows = (await own.GetStringAsync($"{Path}.csv?scheme=primary", stop)).Trim().Split('\n');
        Assert.Equal(41, rows.Length);
        Assert.All(rows.Skip(1), row => Assert.Contains(",ahn,", row.Replace(';', ',')));
        Assert.Equal("PK", (await own.GetStringAsync($"{Path}.xlsx?state=held", stop))[..2]);
    }
}
