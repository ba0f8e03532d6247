using System.Net;

namespace Forsyn.Web.Tests.Api;

public class SupervisionApiTests(ForsynServer server)
{
    [Fact]
    public async Task A_case_is_planned_moved_and_read_by_those_who_may()
    {
        const string cases = "/preparedness/supervision";
        (await server.Post("dmp", cases, new { holder = "fhi", scheme = "primary", reasons = "" }))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "supervision-faulty");
        var planned = await server.Post("dmp", cases,
            new { holder = "nmd", scheme = "primary", reasons = "Size", inspectors = "Per Li", announced = true });
        Assert.Equal(HttpStatusCode.Created, planned.Status);
        var id = planned["id"].GetInt64();
        Assert.Equal(HttpStatusCode.Forbidden,
            (await server.Post("grossist", $"{cases}/{id}/steps", new { step = "open", text = "x" })).Status);
        (await server.Post("dmp", $"{cases}/{id}/steps", new { step = "report", text = "x" }))
            .MustBeProblem(HttpStatusCode.Conflict, "supervision-not-in-state");
        var opened = await server.Post("dmp", $"{cases}/{id}/steps",
            new { step = "open", text = "We come", visitOn = "2031-01-15" });
        Assert.Equal("opened", opened["case"].GetProperty("state").GetString());
        var found = await server.Post("dmp", $"{cases}/{id}/deviations",
            new { grade = "other", law = "§ 5", text = "No list" });
        Assert.Equal(1, found["deviations"].GetArrayLength());
        (await server.Post("grossist", $"{cases}/{id}/deviations/1", new { step = "answer", text = "x" }))
            .MustBeProblem(HttpStatusCode.NotFound, "supervision-unknown");
        (await server.Get("grossist", $"{cases}/{id}")).MustBeProblem(HttpStatusCode.NotFound, "supervision-unknown");
        Assert.Equal("opened", (await server.Get("revisor", $"{cases}/{id}"))["case"].GetProperty("state").GetString());
        Assert.Contains("nmd", (await server.Get("dmp", $"{cases}/risk")).Body.GetRawText());
        (await server.Get("dmp", $"{cases}/{id}/closing.pdf"))
            .MustBeProblem(HttpStatusCode.NotFound, "letter-unknown");
    }
}
