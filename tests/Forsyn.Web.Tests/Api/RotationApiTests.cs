using System.Net;
using System.Net.Http.Json;
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

    [Fact]
    public async Task A_lead_time_is_said_of_a_supplier_that_delivers_and_only_by_a_holder()
    {
        const string suppliers = "/preparedness/rotation/suppliers";
        Assert.Equal(HttpStatusCode.OK, (await server.Get("grossist", suppliers)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Get("dmp", suppliers)).Status);
        using var client = server.Client("grossist");
        var put = await client.PutAsJsonAsync($"/api/v1{suppliers}/nobody", new { leadDays = 9 },
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, put.StatusCode);
    }

    [Fact]
    public async Task What_would_be_is_asked_kept_and_withdrawn_and_only_a_holder_exchanges_units()
    {
        var asked = await server.Get("dmp", "/preparedness/rotation/what-if?months=2&holder=nmd");
        Assert.True(asked["more"].GetProperty("toHold").GetInt64() > 0);
        (await server.Get("dmp", "/preparedness/rotation/what-if?months=99"))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "what-if-faulty");
        var kept = await server.Post("dmp", "/preparedness/rotation/what-ifs",
            new { name = "API", question = new { scheme = "primary", months = 2 } });
        Assert.Equal(HttpStatusCode.Created, kept.Status);
        Assert.Contains((await server.Get("dmp", "/preparedness/rotation/what-ifs")).Body.EnumerateArray(),
            one => one.GetProperty("name").GetString() == "API");
        using var client = server.Client("dmp");
        var gone = await client.DeleteAsync($"/api/v1/preparedness/rotation/what-ifs/{kept["id"].GetInt64()}",
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        var swap = new { scheme = "primary", atc = "X99" };
        Assert.Equal(HttpStatusCode.Forbidden,
            (await server.Post("dmp", "/preparedness/rotation/swaps", swap)).Status);
        (await server.Post("grossist", "/preparedness/rotation/swaps", swap))
            .MustBeProblem(HttpStatusCode.NotFound, "target-unknown");
        (await server.Post("grossist", "/preparedness/rotation/swaps/1/undo", new { }))
            .MustBeProblem(HttpStatusCode.NotFound, "rotation-booking-unknown");
    }
}
