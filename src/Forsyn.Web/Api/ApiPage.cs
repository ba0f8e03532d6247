using System.Text;

namespace Forsyn.Web.Api;

/// <summary>
/// The description to read and to try, at /api. The page is ours and not the package's: that one carries a logo with
/// inline style, which our content policy stops.
/// </summary>
static class ApiPage
{
    const string Page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Forsyn API</title>
          <link rel="stylesheet" href="/api/swagger-ui.css">
          <link rel="icon" href="/mark.svg">
        </head>
        <body>
          <div id="swagger-ui"></div>
          <script src="/api/swagger-ui-bundle.js"></script>
          <script src="/api.js"></script>
        </body>
        </html>
        """;

    public static void UseApiPage(this WebApplication app) => app.UseSwaggerUI(options =>
    {
        options.RoutePrefix = "api";
        options.IndexStream = () => new MemoryStream(Encoding.UTF8.GetBytes(Page));
    });
}
