using System.Net;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Api;

public class RotationApiTests(ForsynServer server)
{
    [Fact, Requirement("STS-004")]
    public async Task Plans_are_listed_opened_and_fetched_as_files_by_those_who_may()
    {
        var stop = TestContext.Current.CancellationToken;
        var all = await server.Get("revisor", "/preparedness/rotation?limit=500");
        var own = await server.Get("grossist", "/preparedness/rotation?limit=500");
        Assert.True(all["items"].GetArrayLength() > own["items"].GetArrayLength());
        Assert.All(own["items"].EnumerateArray(), one => Assert.Equal("ahn", one.GetProperty("holder").GetString()));
        var plan = await server.Get("grossist", "/preparedness/rotation/primary/ahn/J01CA04");
        Assert.True(plan["packages"].GetArrayLength() > 0 && plan["leaving"].GetArrayLength() > 0);
        (await server.Get("grossist", "/preparedness/rotation/primary/nmd/J01CA04"))
            .MustBeProblem(HttpStatusCode.NotFound, "target-unknown");
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Get("lege", "/preparedness/rotation")).Status);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await server.Post("grossist", "/preparedness/rotation/compute", new { })).Status);
        using var client = server.Client("grossist");
        var rows = (await client.GetStringAsync("/preparedness/rotation.csv", stop)).Trim().Split('\n');
        Assert.Equal(own["items"].GetArrayLength() + 1, rows.Length);
        Assert.Equal("PK", (await client.GetStringAsync("/preparedness/rotation.xlsx", stop))[..2]);
    }
}
