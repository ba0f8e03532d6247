#if STORAGE
using Forsyn.App.Database;

namespace Forsyn.Tests;

/// <summary>Gives each storage test a fresh, migrated database of either kind. Use as [Theory, EveryDatabase].</summary>
public static class Databases
{
    static readonly Lazy<TemporaryPostgres> Server = new(() =>
    {
        var server = TemporaryPostgres.Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    });

    public static async Task<TestDatabase> Fresh(DbKind kind)
    {
        if (kind == DbKind.Postgres && !TemporaryPostgres.Installed && Environment.GetEnvironmentVariable("CI") is null)
            Assert.Skip("PostgreSQL is not installed here; ./test installs it");
        var connection = kind == DbKind.Postgres
            ? Server.Value.NewDatabase()
            : Path.Combine(Directory.CreateTempSubdirectory("forsyn-test-").FullName, "forsyn.db");
        var db = Db.Open(connection);
        await Migrate.Run(db);
        return new TestDatabase(db, connection);
    }
}

public sealed record TestDatabase(Db Db, string Connection) : IAsyncDisposable
{
    public static implicit operator Db(TestDatabase test) => test.Db;

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        if (Db.Kind == DbKind.Sqlite) Directory.Delete(Path.GetDirectoryName(Connection)!, recursive: true);
    }
}

/// <summary>Runs a theory once on SQLite and once on PostgreSQL.</summary>
public sealed class EveryDatabaseAttribute : Xunit.v3.DataAttribute
{
    public override ValueTask<IReadOnlyCollection<Xunit.ITheoryDataRow>> GetData(
        System.Reflection.MethodInfo testMethod, Xunit.Sdk.DisposalTracker disposalTracker) =>
        new([new TheoryDataRow<DbKind>(DbKind.Sqlite), new TheoryDataRow<DbKind>(DbKind.Postgres)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
#endif
