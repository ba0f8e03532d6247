using Forsyn.App.Database;

namespace Forsyn.Web.Hosting;

/// <summary>The one database of this host: Forsyn:Database names a PostgreSQL connection or a SQLite file.</summary>
static class Databases
{
    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(_ => Db.Open(builder.Configuration["Forsyn:Database"] ?? ".forsyn/forsyn.db"));
        builder.Services.AddHostedService<Housekeeping>();
    }
}
