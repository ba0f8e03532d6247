using Microsoft.AspNetCore.ResponseCompression;

namespace Forsyn.Web.Hosting;

/// <summary>Style, script, icons and font: fingerprinted, kept by the browser for good, compressed.</summary>
static class Assets
{
    public static void AddAssets(this WebApplicationBuilder builder)
    {
        // Before publishing, the files lie in the source tree; without this only development finds them.
        builder.WebHost.UseStaticWebAssets();
        // Files that may change under a running program are sent unpacked and never kept: for development only.
        if (!builder.Environment.IsDevelopment()) builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        // Compressing over TLS can give away a secret that stays the same; our tokens are new in each page.
        builder.Services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/problem+json"];
        });
    }

    public static void MapAssets(this WebApplication app) => app.MapStaticAssets().AllowAnonymous();
}
