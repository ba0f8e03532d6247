using System.Net;
using Forsyn.Core.Basics;
using Forsyn.Web.Hosting;
using Forsyn.Web.Tests.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Forsyn.Web.Tests.Hosting;

public class ClockTests(ForsynServer server)
{
    static readonly DateTimeOffset RealNow = new(2026, 11, 2, 7, 30, 0, TimeSpan.Zero);

    sealed class Still : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => RealNow;
    }

    [Theory]
    [InlineData(true, "2026-05-15T12:59:00Z")]
    [InlineData(false, "2026-11-02T07:30:00Z")]
    public void The_moment_of_a_request_is_set_by_its_header_in_demo_mode_only(bool demo, string expected)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers["Forsyn-Now"] = "2026-05-15T14:59:00+02:00";
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Forsyn:Demo", $"{demo}")]).Build();
        var clock = new Clock(new Still(), new HttpContextAccessor { HttpContext = context }, configuration);
        Assert.Equal(Moment.Of(DateTimeOffset.Parse(expected)), clock.Now);
    }

    [Theory]
    [InlineData("2026-05-15T09:00:00+02:00", false)]
    [InlineData("2026-06-15T23:59:00+02:00", false)]
    [InlineData("2026-06-16T00:00:00+02:00", true)]
    public async Task An_order_is_judged_at_the_moment_of_its_header(string moment, bool passed)
    {
        var check = await server.Post("lege", "/orders/check", Calls.Childhood(), ("Forsyn-Now", moment));
        Assert.Equal(HttpStatusCode.OK, check.Status);
        Assert.Equal(passed, check.Codes.Contains("planned-date-passed"));
    }
}
