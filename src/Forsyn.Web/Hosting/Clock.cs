using System.Globalization;

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
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at)
            ? Moment.Of(at)
            : throw new BadHttpRequestException("Forsyn-Now is no time with offset, such as 2026-05-15T14:59:00+02:00");
    }
}

static class Clocks
{
    public static void AddClock(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddScoped<Clock>();
    }
}
