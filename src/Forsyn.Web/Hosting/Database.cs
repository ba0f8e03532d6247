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
        builder.Services.AddHostedService<Housekeeping>();
    }
}
