using Forsyn.Web.Api;
using Forsyn.Web.Hosting;
using Forsyn.Web.Pages;
using Forsyn.Web.Pages.Parts;
using Forsyn.Web.Texts;

namespace Forsyn.Web;

public static class Program
{
    public static void Main(string[] args) => Build(args).Run();

    /// <summary>The whole program, ready to run; the tests start the very same, on a port of their own.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? change = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = "Forsyn.Web",
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.AddAssets();
        builder.AddSecurity();
        builder.AddSignIn();
        builder.AddRateLimits();
        builder.AddWords();
        builder.AddClock();
        builder.AddRules();
        builder.AddDatabase();
        builder.AddFacts();
        builder.AddProblems();
        builder.AddApi();
        builder.Services.AddRazorComponents();
        builder.Services.AddScoped<Flash>();
        change?.Invoke(builder);

        var app = builder.Build();
        app.UseSecurity();
        app.UseErrorPages();
        app.UseResponseCompression();
        app.UseApiPage();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseNothingHere();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseFormCheck();
        app.UseIdempotencyKeys();

        app.MapAssets();
        app.MapSignIn();
        app.MapLanguage();
        app.MapMessageLinks();
        app.MapApi();
        app.MapOverviewFile();
        app.MapWasteFile();
        app.MapDutyFiles();
        app.MapRotationFile();
        app.MapSupervisionFiles();
        app.MapCoordinationFile();
        app.MapUrgentFile();
        app.MapCoverageFile();
        app.MapStockReportFiles();
        app.MapColdChainFiles();
        app.MapCountFiles();
        app.MapOutlookFiles();
        app.MapAttachmentFiles();
        app.MapPriceListFiles();
        app.MapPackFiles();
        app.MapRazorComponents<Document>();
        return app;
    }
}
