using System.Data.Common;
using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.App.Ordering;
using Forsyn.App.Tests.Ordering;
using Forsyn.Tests;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Forsyn.App.Tests.Faults;

/// <summary>
/// The disk is full in the middle of orders: what was acknowledged stands, and it goes on when there is room.
/// </summary>
public class FullDiskTests
{
    const long Free = 1 << 20;

    [Fact]
    public async Task On_SQLite_the_order_that_finds_no_room_is_not_there_and_the_next_goes_on_when_there_is_room()
    {
        using var disk = new SmallDisk(megabytes: 256);
        await using var orders = await Orders.On(DbKind.Sqlite);
        var file = Path.Combine(disk.Folder, "forsyn.db");
        File.Copy(orders.Test.Connection, file);
        await using var db = Db.Open(file, Keyring.Parse(Databases.PatientKey));
        var failure = await FillThenGoOn(db, disk, orders);
        Assert.Equal(13, ((SqliteException)failure).SqliteErrorCode); // SQLITE_FULL
    }

    [Fact]
    public async Task On_PostgreSQL_the_order_that_finds_no_room_is_not_there_and_the_next_goes_on_when_there_is_room()
    {
        using var disk = new SmallDisk(megabytes: 256);
        if (!SmallDisk.Run("chown", "postgres", disk.Folder)) Assert.Skip("PostgreSQL's own user is not here");
        await using var orders = await Orders.On(DbKind.Postgres);
        var there = new NpgsqlConnectionStringBuilder(orders.Test.Connection);
        var (name, space) = (there.Database!, "small_" + there.Database![^8..]);
        await orders.Db.DisposeAsync(); // a database moves only when nobody is connected to it
        await Server(there, $"create tablespace {space} location '{disk.Folder}'");
        await Server(there, $"alter database {name} set tablespace {space}");
        try
        {
            // Connections are kept: a new one writes a file into the database's folder, and there is no room for it.
            await using var db = Db.Open(there.ConnectionString, Keyring.Parse(Databases.PatientKey));
            var failure = await FillThenGoOn(db, disk, orders);
            // A page that found half its room is told of as an internal error: data beyond the end of the file.
            Assert.Contains(((PostgresException)failure).SqlState,
                (string[])[PostgresErrorCodes.DiskFull, PostgresErrorCodes.InternalError]);
        }
        finally
        {
            await Server(there, $"drop database {name} with (force)");
            await Server(there, $"drop tablespace {space}");
        }
    }

    static async Task<DbException> FillThenGoOn(Db db, SmallDisk disk, Orders orders)
    {
        var placed = new List<long> { await Place(db, orders) };
        disk.LeaveFree(Free);
        DbException? failure = null;
        while (failure is null)
            try { placed.Add(await Place(db, orders)); }
            catch (DbException e) { failure = e; }
        // Reading needs no room, and what was acknowledged is there.
        Assert.Equal(placed, await db.List<long>("select number from orders order by number"));
        disk.MakeRoom();
        placed.Add(await Place(db, orders));
        Assert.Equal(placed, await db.List<long>("select number from orders order by number"));
        Assert.Equal(placed.Count, await db.One<long>("select sum(quantity) from reservation where state = 0"));
        var audit = await AuditLedger.Run(db);
        Assert.True(audit.Clean, string.Join("\n", audit.Differences.Take(10)));
        return failure;
    }

    static async Task<long> Place(Db db, Orders orders) => (await PlaceOrder.Run(
        db, Orders.Request(doses: 1) with { Remarks = new string('x', 900) }, Orders.Now, orders.Physician))
        .Value.Number!.Value;

    static async Task Server(NpgsqlConnectionStringBuilder there, string sql)
    {
        var server = new NpgsqlConnectionStringBuilder(there.ConnectionString)
        {
            Database = "postgres", Pooling = false,
        };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
