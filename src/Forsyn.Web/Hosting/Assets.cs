using Microsoft.AspNetCore.ResponseCompression;

namespace Forsyn.Web.Hosting;

/// <summary>
/// Style, script, icons and font: fingerprinted and kept by the browser for good, compressed on the way.
/// </summary>
static class Assets
{
    public static void AddAssets(this WebApplicationBuilder builder)
    {
        // Outside a published folder the files lie in the source tree; without this only the development environment
        // finds them.
        builder.WebHost.UseStaticWebAssets();
        // Files that may change while the program runs are sent unpacked and asked for anew each time: good only while
        // one draws.
        if (!builder.Environment.IsDevelopment()) builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        // A page holds no secret beside text a stranger chooses: tokens are new in each page, so compressing over TLS
        // gives nothing away.
        builder.Services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/problem+json"];
        });
    }

    public static void MapAssets(this WebApplication app) => app.MapStaticAssets().AllowAnonymous();
}
