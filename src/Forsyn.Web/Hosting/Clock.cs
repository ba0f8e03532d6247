using System.Globalization;
using Forsyn.Web.Api;

namespace Forsyn.Web.Hosting;

/// <summary>The moment a request is judged at: read once, so that one request never sees two times.</summary>
public sealed class Clock(TimeProvider time, IHttpContextAccessor accessor, IConfiguration configuration)
{
    readonly Lazy<Moment> _now = new(() => Asked(accessor, configuration) ?? Moment.Of(time.GetUtcNow()));

    public Moment Now => _now.Value;
    public DateOnly Today => Now.Day;

    /// <summary>In demo mode the header Forsyn-Now sets the moment, so that any hour and season can be tried.</summary>
    static Moment? Asked(IHttpContextAccessor accessor, IConfiguration configuration)
    {
        if (!configuration.IsDemo()) return null;
        if (accessor.HttpContext?.Request.Headers["Forsyn-Now"] is not [{ } text]) return null;
        return HasOffset(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at)
            ? Moment.Of(at)
            : throw new UnreadableRequest(Refusal.Of("moment-unreadable", "text", text));
    }

    // Without an offset a time would be read as that of the machine the program runs on.
    static bool HasOffset(string text) =>
        text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length;
}

static class Clocks
{
    public static void AddClock(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddScoped<Clock>();
    }
}
