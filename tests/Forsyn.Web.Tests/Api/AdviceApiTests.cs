using System.Net;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Api;

public class AdviceApiTests(ForsynServer server)
{
    [Fact, Requirement("MAN-012")]
    public async Task A_question_is_asked_found_answered_and_closed()
    {
        var key = ("Idempotency-Key", "advice-1");
        var question = new { subject = "Oppbevaring av Hexyon", question = "Tåler den rom?", articleNumber = "420244" };
        var asked = await server.Post("lege", "/advice", question, key);
        Assert.Equal(HttpStatusCode.Created, asked.Status);
        var id = asked["id"].GetInt64();
        Assert.Equal(id, (await server.Post("lege", "/advice", question, key))["id"].GetInt64());

        var found = await server.Get("forsyning", "/advice?state=open&query=oppbevaring hexyon&sort=waiting&limit=200");
        Assert.Contains(found["items"].EnumerateArray(), one => one.GetProperty("id").GetInt64() == id);
        (await server.Get("apotek", $"/advice/{id}")).MustBeProblem(HttpStatusCode.NotFound, "advice-unknown");
        var one = await server.Get("revisor", $"/advice/{id}");
        Assert.Equal("\"1\"", one.Headers.ETag!.Tag);
        Assert.Equal("question", one["entries"][0].GetProperty("kind").GetString());

        (await server.Post("forsyning", $"/advice/{id}/answer", new { text = "Nei" }, ("If-Match", "\"7\"")))
            .MustBeProblem(HttpStatusCode.PreconditionFailed, "advice-changed-meanwhile");
        var faulty = await server.Post("forsyning", $"/advice/{id}/answer", new { text = "Gjelder 15819850027" });
        faulty.MustBeProblem(HttpStatusCode.UnprocessableEntity, "advice-faulty");
        Assert.Contains("personnummer", faulty.Finding("advice-identity-number").GetProperty("message").GetString());
        Assert.Equal("answered", (await server.Post("forsyning", $"/advice/{id}/answer", new { text = "Nei" })).State);
        Assert.Equal("open", (await server.Post("lege", $"/advice/{id}/question", new { text = "Og lys?" })).State);
        Assert.Equal("closed", (await server.Post("lege", $"/advice/{id}/close", new { })).State);
        (await server.Post("forsyning", $"/advice/{id}/answer", new { text = "Nei" }))
            .MustBeProblem(HttpStatusCode.Conflict, "advice-not-in-state");
    }
}
