using Forsyn.App.Database;
using Forsyn.App.Demo;
using Forsyn.App.Ledger;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Faults;

/// <summary>
/// The program and its database server, killed without warning while orders, entries, reports and counts come in.
/// FORSYN_LONG=1 (./test --long) strikes fifty times on each database.
/// </summary>
[Collection(nameof(AloneOnTheServer))]
public class KilledServerTests
{
    static readonly int Blows = Environment.GetEnvironmentVariable("FORSYN_LONG") == "1" ? 50 : 0;

    [Fact]
    public async Task On_SQLite_nothing_acknowledged_is_lost_or_twice_when_the_program_is_killed()
    {
        await using var database = await Databases.Seeded(DbKind.Sqlite);
        await Strike(database.Connection, Math.Max(Blows, 4), (_, _) => Target.Program, null);
    }

    [Fact]
    public async Task On_PostgreSQL_nothing_acknowledged_is_lost_or_twice_when_program_or_server_is_killed()
    {
        if (!TemporaryPostgres.Installed && Environment.GetEnvironmentVariable("CI") is null)
            Assert.Skip("PostgreSQL is not installed here; ./test installs it");
        using var server = TemporaryPostgres.Start(durable: true);
        var connection = server.NewDatabase();
        await using (var db = Db.Open(connection, Keyring.Parse(Databases.PatientKey)))
        {
            await Migrate.Run(db);
            Assert.True((await SeedCountry.Run(db, Databases.SeededAt)).Ok);
        }
        var kinds = Enum.GetValues<Target>();
        await Strike(connection, Math.Max(Blows, 2 * kinds.Length),
            (blow, random) => Blows == 0 ? kinds[blow % kinds.Length] : kinds[random.Next(kinds.Length)], server);
    }

    enum Target { Program, Server, Connection }

    static async Task Strike(string connection, int blows, Func<int, Random, Target> choose, TemporaryPostgres? server)
    {
        var random = new Random(2026);
        var program = await ForsynProcess.Start(connection);
        try
        {
            Load load;
            await using (var db = Db.Open(connection)) load = await Load.On(() => program.Address, db);
            using var over = new CancellationTokenSource();
            var running = load.Run(over.Token);
            for (var blow = 0; blow < blows; blow++)
            {
                // A cold process needs a while for its first answers; the blow falls while others are in work.
                var before = load.Acknowledged;
                while (load.Acknowledged < before + 10 && !running.IsCompleted)
                    await Task.Delay(5, TestContext.Current.CancellationToken);
                await Task.Delay(random.Next(0, 200), TestContext.Current.CancellationToken);
                Assert.True(program.Lives, "the program did not outlive a fault of its database");
                switch (choose(blow, random))
                {
                    case Target.Program:
                        program.Dispose();
                        program = await ForsynProcess.Start(connection);
                        break;
                    case Target.Server:
                        server!.Kill();
                        server.Start();
                        break;
                    default:
                        server!.KillConnection(random);
                        break;
                }
            }
            var last = load.Acknowledged;
            while (load.Acknowledged < last + 10 && !running.IsCompleted)
                await Task.Delay(5, TestContext.Current.CancellationToken);
            await over.CancelAsync();
            await running;
            Assert.True(load.Lost > 0, "no request was in work when the blow fell");
            // Connections that were open when the server died are of no use any more.
            await using var after = Db.Open(connection + (server is null ? "" : ";Pooling=false"));
            await load.MustBeThereOnce(after);
            var audit = await AuditLedger.Run(after);
            Assert.True(audit.Clean, string.Join("\n", audit.Differences.Take(10)));
        }
        finally
        {
            program.Dispose();
        }
    }
}
