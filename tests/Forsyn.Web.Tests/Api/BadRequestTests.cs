using System.Net;
using System.Text;

namespace Forsyn.Web.Tests.Api;

/// <summary>What cannot be read is answered with a problem that says what to mend, and where.</summary>
public class BadRequestTests(ForsynServer server)
{
    [Fact]
    public async Task Every_field_of_the_wrong_type_is_named_at_once_with_what_would_do()
    {
        var answer = (await server.Post("lege", "/orders", """
            {
              "channel": 7, "targetGroup": "perhaps", "urgent": { "exposedAt": "yesterday" },
              "lines": [{ "articleNumber": "145374", "doses": 10 }, { "doses": "ten", "exemption": [] }, "x"]
            }
            """, ("Accept-Language", "en"))).MustBeProblem(HttpStatusCode.BadRequest, "body-unreadable");
        Assert.Equal(
            [
                "channel must be text.", "targetGroup must be true or false.", "urgent.exposedAt must be a time.",
                "lines[1].doses must be a whole number.", "lines[1].exemption must be an object.",
                "lines[2] must be an object.",
            ],
            answer.Findings.Select(finding => finding.GetProperty("message").GetString()));
        Assert.All(answer.Findings, finding => Assert.NotEqual("", finding.GetProperty("mend").GetString()));
        Assert.Equal(2, answer.Finding("field-not-a-whole-number").GetProperty("line").GetInt32());
    }

    [Theory]
    [InlineData("{ \"lines\": [ }", "json-broken")]
    [InlineData("not json", "json-broken")]
    [InlineData("[]", "field-not-an-object")]
    [InlineData("{ \"lines\": [null] }", "field-not-an-object")]
    [InlineData("{ \"lines\": {} }", "field-not-a-list")]
    public async Task What_is_no_order_is_refused(string body, string code) =>
        (await server.Post("lege", "/orders/check", body))
            .MustBeProblem(HttpStatusCode.BadRequest, "body-unreadable").Finding(code);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    public async Task An_order_of_nothing_is_refused(string body) =>
        (await server.Post("lege", "/orders", body)).MustBeProblem(HttpStatusCode.BadRequest, "body-missing");

    [Fact]
    public async Task Something_else_than_json_is_refused()
    {
        using var client = server.Client("lege");
        using var answer = await client.PostAsync("/api/v1/orders",
            new StringContent("<order/>", Encoding.UTF8, "application/xml"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains("content-type-wrong", await answer.Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_body_of_more_than_two_megabytes_is_refused() =>
        (await server.Post("lege", "/orders", $$"""{ "remarks": "{{new string('x', 2_100_000)}}" }"""))
            .MustBeProblem(HttpStatusCode.RequestEntityTooLarge, "body-too-large");

    [Fact]
    public async Task A_parameter_that_cannot_be_read_is_named() =>
        Assert.Contains("limit", (await server.Get("lege", "/orders?limit=many"))
            .MustBeProblem(HttpStatusCode.BadRequest, "parameter-unreadable").Detail);

    [Theory]
    [InlineData("noon")]
    [InlineData("2026-05-15T14:59:00")]
    public async Task A_moment_that_cannot_be_read_is_refused(string moment) =>
        (await server.Post("lege", "/orders/check", Calls.Childhood(), ("Forsyn-Now", moment)))
            .MustBeProblem(HttpStatusCode.BadRequest, "moment-unreadable");

    [Fact]
    public async Task A_key_that_is_too_long_is_refused_and_not_ignored() =>
        (await server.Post("lege", "/orders", Calls.Childhood(), ("Idempotency-Key", new string('x', 201))))
            .MustBeProblem(HttpStatusCode.BadRequest, "idempotency-key-wrong");

    [Fact]
    public async Task An_address_that_is_not_there_and_a_method_that_is_not_are_problems()
    {
        (await server.Get("lege", "/no-such-thing")).MustBeProblem(HttpStatusCode.NotFound, "not-found");
        (await server.Post("lege", "/products/145374"))
            .MustBeProblem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    [Theory]
    [InlineData("nb", "Du må logge inn først.")]
    [InlineData("nn-NO", "Du må logge inn først.")]
    [InlineData("en-GB,en;q=0.9", "Sign in first.")]
    [InlineData("de", "Du må logge inn først.")]
    public async Task A_problem_is_written_in_the_readers_language(string accepted, string expected) =>
        Assert.Equal(expected, (await server.Get(null, "/orders", ("Accept-Language", accepted))).Detail);

    [Fact]
    public async Task Findings_follow_the_cookie_before_the_browser()
    {
        async Task<string?> Said(params (string, string)[] headers) =>
            (await server.Post("helsesykepleier", "/orders/check", Calls.Payable("email"), headers))
                .Finding("email-not-accepted").GetProperty("message").GetString();
        var english = await Said(("Accept-Language", "en"));
        Assert.NotEqual(english, await Said(("Accept-Language", "nn")));
        Assert.Equal(english, await Said(("Accept-Language", "nn"), ("Cookie", "forsyn-language=en")));
    }
}
