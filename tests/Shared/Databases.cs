#if STORAGE
using Forsyn.App.Database;
using Forsyn.App.Demo;
using Forsyn.Core.Basics;
using Npgsql;

namespace Forsyn.Tests;

/// <summary>
/// Gives each storage test a fresh, migrated database of either kind. Use as [Theory, EveryDatabase].
/// </summary>
public static class Databases
{
    static readonly Lazy<TemporaryPostgres> Server = new(() =>
    {
        var server = TemporaryPostgres.Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    });

    /// <summary>The moment the seeded databases were filled at: Friday 15 May 2026, 08:00 in Oslo.</summary>
    public static readonly Moment SeededAt = Moment.Of(new DateTimeOffset(2026, 5, 15, 8, 0, 0, TimeSpan.FromHours(2)));

    /// <summary>The key for patients' data in this run.</summary>
    public static readonly string PatientKey = Keyring.NewKey();

    static readonly Dictionary<DbKind, Lazy<Task<string>>> Templates = new()
    {
        [DbKind.Sqlite] = new(() => Seed(NewFile())),
        [DbKind.Postgres] = new(() => Seed(Server.Value.NewDatabase())),
    };

    public static async Task<TestDatabase> Fresh(DbKind kind)
    {
        var test = Empty(kind);
        await Migrate.Run(test);
        return test;
    }

    /// <summary>A database without a table.</summary>
    public static TestDatabase Empty(DbKind kind)
    {
        SkipWithoutServer(kind);
        var connection = kind == DbKind.Postgres ? Server.Value.NewDatabase() : NewFile();
        return new TestDatabase(Db.Open(connection, Keyring.Parse(PatientKey)), connection);
    }

    /// <summary>An own copy of the built-in country, which is seeded once in a test run.</summary>
    public static async Task<TestDatabase> Seeded(DbKind kind)
    {
        SkipWithoutServer(kind);
        var template = await Templates[kind].Value;
        var connection = kind == DbKind.Postgres ? Server.Value.NewDatabase(template: template) : NewFile();
        if (kind == DbKind.Sqlite) File.Copy(template, connection);
        return new TestDatabase(Db.Open(connection, Keyring.Parse(PatientKey)), connection);
    }

    // The template must have no open connection: PostgreSQL copies no database in use, SQLite has its last rows beside
    // the file.
    static async Task<string> Seed(string connection)
    {
        await using (var db = Db.Open(connection, Keyring.Parse(PatientKey)))
        {
            await Migrate.Run(db);
            var seeded = await SeedCountry.Run(db, SeededAt, cases: false);
            if (!seeded.Ok) throw new InvalidOperationException($"seeding was refused: {seeded.Refusal}");
        }
        return connection.Contains("Host=") ? new NpgsqlConnectionStringBuilder(connection).Database! : connection;
    }

    static string NewFile() => Path.Combine(Directory.CreateTempSubdirectory("forsyn-test-").FullName, "forsyn.db");

    static void SkipWithoutServer(DbKind kind)
    {
        if (kind == DbKind.Postgres && !TemporaryPostgres.Installed && Environment.GetEnvironmentVariable("CI") is null)
            Assert.Skip("PostgreSQL is not installed here; ./test installs it");
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
