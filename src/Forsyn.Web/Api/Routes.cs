using System.Text.Json.Serialization.Metadata;
using Forsyn.App.Database;

namespace Forsyn.Web.Api;

/// <summary>The API as a whole: its JSON, its description and one line for each module.</summary>
static class Routes
{
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            var json = Json.Configure(options.SerializerOptions);
            json.TypeInfoResolver = (json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver())
                .WithAddedModifier(JsonFaults.RefuseEmptyPlaces);
        });
        builder.Services.AddScoped<Deciding>();
        builder.AddDescription();
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapDescription();
        var api = app.MapGroup("/api/v1");
        api.MapProducts();
        api.MapOrders();
        api.MapPrescriptions();
        api.MapStock();
        api.MapOverviewEvents();
        api.MapSavedViews();
        api.MapProductStock();
        api.MapWarnings();
        api.MapCoordination();
        api.MapFulfilment();
        api.MapOwnStock();
        api.MapRecalls();
        api.MapStockReports();
        api.MapColdChain();
        api.MapCounts();
        api.MapGoods();
        api.MapReturns();
        api.MapOutlook();
        api.MapWaste();
        api.MapIdentity();
        api.MapAdvice();
        api.MapTemplates();
        api.MapPlannedDays();
        api.MapInvoices();
        api.MapUrgent();
        api.MapRoster();
        api.MapForms();
        api.MapLanguages();
        api.MapMessages();
        api.MapAttachments();
        api.MapExemptions();
        api.MapYellowFever();
        api.MapProgrammes();
        api.MapProgrammeChanges();
        app.MapProgrammeChangeFile();
        api.MapRules();
        api.MapInfluenza();
        api.MapInfluenzaWork();
        api.MapMandates();
        MapDuties(app, api);
        api.MapContinuity();
    }

    // Stockpiles, shortages, and what is followed up of them.
    static void MapDuties(WebApplication app, RouteGroupBuilder api)
    {
        api.MapPreparedness();
        api.MapStockpileCoverage();
        api.MapSales();
        api.MapRotation();
        api.MapSupervision();
        api.MapReleases();
        app.MapReleaseFiles();
        api.MapRestrictions();
        app.MapRestrictionFiles();
        api.MapNotices();
        api.MapRisks();
        app.MapShortageFiles();
        api.MapFollowUp();
        api.MapCriteria();
        api.MapCompensation();
        app.MapCompensationFiles();
    }
}
