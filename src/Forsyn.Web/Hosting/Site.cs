namespace Forsyn.Web.Hosting;

/// <summary>Where people reach the program: Forsyn:Site, or else the address they came by.</summary>
static class Site
{
    public static string Of(HttpRequest request, IConfiguration settings) =>
        settings["Forsyn:Site"] is { Length: > 0 } site ? site : $"{request.Scheme}://{request.Host}";
}
