using System.Threading.RateLimiting;

namespace Forsyn.Web.Hosting;

/// <summary>What is open to all is held to a pace, so that one address cannot fill a queue that people read.</summary>
static class RateLimits
{
    /// <summary>Requests for access: reading the form is free, sending it is counted.</summary>
    public const string Access = "access";

    /// <summary>Documents that are made anew each time and open to all.</summary>
    public const string Print = "print";

    const int SentInTenMinutes = 20, PrintedInAMinute = 60;

    public static void AddRateLimits(this WebApplicationBuilder builder) => builder.Services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Print, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = builder.Configuration.GetValue("Forsyn:PrintsAMinute", PrintedInAMinute),
                Window = TimeSpan.FromMinutes(1),
            }));
        options.AddPolicy(Access, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = builder.Configuration.GetValue("Forsyn:AccessRequests", SentInTenMinutes),
                    Window = TimeSpan.FromMinutes(10),
                })
            : RateLimitPartition.GetNoLimiter(""));
    });
}
