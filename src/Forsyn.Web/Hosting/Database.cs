using Forsyn.App.Continuity;
using Forsyn.App.Database;

namespace Forsyn.Web.Hosting;

/// <summary>The one database of this host: Forsyn:Database names a PostgreSQL connection or a SQLite file,
/// Forsyn:PatientKey or Forsyn:PatientKeyFile the keys for patients' data.</summary>
static class Databases
{
    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        var connection = settings["Forsyn:Database"] ?? ".forsyn/forsyn.db";
        builder.Services.AddSingleton(_ => Db.Open(connection, Keyring.Of(
            settings["Forsyn:PatientKey"], settings["Forsyn:PatientKeyFile"], connection, settings.IsDemo())));
        builder.Services.AddSingleton(new Packs(PackSettings.Of(settings["Forsyn:Packs:Folder"],
            settings["Forsyn:Packs:Password"], settings["Forsyn:Packs:PasswordFile"], settings["Forsyn:Packs:Sites"],
            settings.GetValue("Forsyn:Packs:Days", 14), settings["Forsyn:Site"])));
        builder.Services.AddHostedService<Housekeeping>();
    }
}

/// <summary>Where outage packs are kept; none where Forsyn:Packs:Folder is not set.</summary>
public sealed record Packs(PackSettings? Settings);
