using System.Net;
using Forsyn.App.Database;

namespace Forsyn.Web.Tests.Api;

/// <summary>The contract of orders over HTTP: who may, what is answered, and in which form.</summary>
public class OrdersApiTests(ForsynServer server)
{
    [Fact]
    public async Task A_check_answers_findings_and_prices_and_saves_nothing()
    {
        var order = Calls.Payable();
        order["remarks"] = "only checked";
        var check = await server.Post("lege", "/orders/check", order);
        Assert.Equal(HttpStatusCode.OK, check.Status);
        Assert.False(check.Body.TryGetProperty("number", out _));
        Assert.Equal(("draft", "200.00", "1320.00"),
            (check.State, check["dispatchFee"].GetString(), check["total"].GetString()));
        Assert.Equal(0, await Orders("only checked"));
    }

    [Fact]
    public async Task A_placed_order_answers_number_state_findings_lines_fee_and_total()
    {
        var placed = await server.Post("lege", "/orders", Calls.Payable());
        Assert.Equal(HttpStatusCode.Created, placed.Status);
        Assert.Equal($"/api/v1/orders/{placed.Number}", placed.Headers.Location?.ToString());
        Assert.Equal(("placed", "200.00", "1320.00"),
            (placed.State, placed["dispatchFee"].GetString(), placed["total"].GetString()));
        var line = Assert.Single(placed["lines"].EnumerateArray());
        Assert.Equal((1, "481047", 2, "560.00", "1120.00"), (line.GetProperty("line").GetInt32(),
            line.GetProperty("articleNumber").GetString(), line.GetProperty("doses").GetInt32(),
            line.GetProperty("unitPrice").GetString(), line.GetProperty("amount").GetString()));
        var fee = placed.Finding("dispatch-fee");
        Assert.Equal("info", fee.GetProperty("severity").GetString());
        Assert.Contains("FEE-001", fee.GetProperty("requirements").EnumerateArray().Select(r => r.GetString()));
        Assert.NotEqual("", fee.GetProperty("law").GetString());
        Assert.Contains("200", fee.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("lege", "childhood", "145374", "200.00")]
    [InlineData("apotek", "payable", "481047", "0.00")]
    [InlineData("grossist", "payable", "481047", "0.00")]
    public async Task The_dispatch_fee_is_a_text_of_kroner(string persona, string purpose, string article, string fee)
    {
        var check = await server.Post(persona, "/orders/check", Calls.Of("web", article, 20, purpose));
        Assert.Equal(fee, check["dispatchFee"].GetString());
    }

    [Fact]
    public async Task Every_finding_of_a_blocked_order_is_told_at_once_with_requirement_law_and_words()
    {
        var refused = (await server.Post("helsesykepleier", "/orders", Calls.Payable("email")))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "order-blocked");
        var email = refused.Finding("email-not-accepted");
        Assert.Equal(["CHN-005"], email.GetProperty("requirements").EnumerateArray().Select(r => r.GetString()!));
        var nurse = refused.Finding("nurse-outside-programmes");
        Assert.Equal(["REQ-004"], nurse.GetProperty("requirements").EnumerateArray().Select(r => r.GetString()!));
        Assert.Equal(1, nurse.GetProperty("line").GetInt32());
        foreach (var finding in (System.Text.Json.JsonElement[])[email, nurse])
        {
            Assert.Equal("block", finding.GetProperty("severity").GetString());
            Assert.NotEqual("", finding.GetProperty("law").GetString());
            Assert.NotEqual("", finding.GetProperty("message").GetString());
        }
    }

    [Fact]
    public async Task A_phone_order_names_caller_and_reason()
    {
        var order = Calls.Childhood("phone");
        Assert.Contains("phone-record-incomplete", (await server.Post("lege", "/orders/check", order)).Codes);
        order["urgent"] = new System.Text.Json.Nodes.JsonObject
        {
            ["reason"] = "exposure", ["caller"] = "Kari Nordmann", ["answeredBy"] = "pharmacist",
        };
        Assert.DoesNotContain("phone-record-incomplete", (await server.Post("lege", "/orders/check", order)).Codes);
    }

    [Theory]
    [InlineData("channel", "carrier-pigeon", "channel-unknown")]
    [InlineData("plannedVaccinationDate", "next week", "planned-date-unreadable")]
    [InlineData("customer", "nobody-at-all", "customer-unknown")]
    [InlineData("customer", "fhi", "customer-not-yours")]
    public async Task An_unknown_word_is_a_finding(string field, string text, string code)
    {
        var order = Calls.Childhood();
        order[field] = text;
        var refused = (await server.Post("lege", "/orders", order))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "order-blocked");
        Assert.Equal("block", refused.Finding(code).GetProperty("severity").GetString());
    }

    [Fact]
    public async Task An_order_without_lines_or_with_an_empty_line_is_refused()
    {
        Assert.Contains("lines-missing", (await server.Post("lege", "/orders/check", "{}")).Codes);
        var refused = await server.Post("lege", "/orders", """{ "lines": [{}] }""");
        Assert.Contains("article-number-wrong", refused.Codes);
        Assert.Contains("doses-missing", refused.Codes);
    }

    [Fact]
    public async Task An_order_is_read_by_its_own_party_and_the_desk_and_unknown_to_others()
    {
        var number = (await server.Post("lege", "/orders", Calls.Childhood())).Number;
        foreach (var reader in (string[])["lege", "forsyning", "revisor"])
        {
            var order = await server.Get(reader, $"/orders/{number}");
            Assert.Equal((HttpStatusCode.OK, "placed"), (order.Status, order.State));
            Assert.Equal("\"1\"", order.Headers.ETag?.ToString());
        }
        (await server.Get("apotek", $"/orders/{number}")).MustBeProblem(HttpStatusCode.NotFound, "order-unknown");
        (await server.Post("apotek", $"/orders/{number}/cancel"))
            .MustBeProblem(HttpStatusCode.NotFound, "order-unknown");
        (await server.Get("admin", $"/orders/{number}")).MustBeProblem(HttpStatusCode.Forbidden, "access-denied");
        (await server.Get(null, $"/orders/{number}"))
            .MustBeProblem(HttpStatusCode.Unauthorized, "sign-in-needed");
        (await server.Get("forsyning", "/orders/999999999")).MustBeProblem(HttpStatusCode.NotFound, "order-unknown");
    }

    [Fact]
    public async Task Only_the_desk_releases_and_only_what_stands_ready()
    {
        var number = (await server.Post("lege", "/orders", Calls.Childhood())).Number;
        foreach (var other in (string[])["lege", "lager", "revisor", "dmp"])
            (await server.Post(other, $"/orders/{number}/release"))
                .MustBeProblem(HttpStatusCode.Forbidden, "access-denied");
        Assert.Equal("released", (await server.Post("forsyning", $"/orders/{number}/release")).State);
        (await server.Post("forsyning", $"/orders/{number}/release"))
            .MustBeProblem(HttpStatusCode.Conflict, "order-not-in-state");
        Assert.Equal("allocated", (await server.Post("forsyning", $"/orders/{number}/allocate")).State);
        (await server.Post("forsyning", $"/orders/{number}/refuse"))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "reason-missing");
        Assert.Equal("cancelled", (await server.Post("lege", $"/orders/{number}/cancel")).State);
    }

    [Theory]
    [InlineData("\"1\"", HttpStatusCode.OK)]
    [InlineData("W/\"1\"", HttpStatusCode.OK)]
    [InlineData("*", HttpStatusCode.OK)]
    [InlineData("\"7\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"not-ours\"", HttpStatusCode.PreconditionFailed)]
    public async Task A_change_of_an_order_that_was_changed_meanwhile_is_refused(string seen, HttpStatusCode expected)
    {
        var number = (await server.Post("lege", "/orders", Calls.Childhood())).Number;
        var answer = await server.Post("forsyning", $"/orders/{number}/release", null, ("If-Match", seen));
        Assert.Equal(expected, answer.Status);
        if (expected == HttpStatusCode.PreconditionFailed)
            answer.MustBeProblem(expected, "order-changed-meanwhile");
    }

    [Fact]
    public async Task The_same_request_under_the_same_key_is_answered_again_and_done_once()
    {
        var key = ("Idempotency-Key", "orders-api-replay");
        var order = Calls.Childhood();
        order["remarks"] = "sent twice";
        var first = await server.Post("lege", "/orders", order, key);
        var again = await server.Post("lege", "/orders", order, key);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.Status, again.Status));
        Assert.Equal(first.Body.ToString(), again.Body.ToString());
        Assert.Equal(1, await Orders("sent twice"));
        (await server.Post("lege", "/orders", Calls.Payable(), key)).MustBeProblem(
            HttpStatusCode.UnprocessableEntity, "idempotency-key-used-differently");
        Assert.NotEqual(first.Number, (await server.Post("helsesykepleier", "/orders", Calls.Childhood(), key)).Number);
    }

    [Fact]
    public async Task A_change_of_state_is_done_once_under_its_key()
    {
        var number = (await server.Post("lege", "/orders", Calls.Childhood())).Number;
        var key = ("Idempotency-Key", "orders-api-release");
        for (var i = 0; i < 2; i++)
            Assert.Equal("released", (await server.Post("forsyning", $"/orders/{number}/release", null, key)).State);
    }

    Task<long> Orders(string remarks) => server.Database.One<long>(
        "select count(*) from orders where remarks = @remarks", new { remarks });
}
