using Forsyn.App.Continuity;
using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.App.Tests.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Continuity;

public class BackupTests
{
    static readonly Moment Now = Databases.SeededAt;

    [Theory]
    [InlineData(DbKind.Sqlite, DbKind.Sqlite, false)]
    [InlineData(DbKind.Sqlite, DbKind.Postgres, true)]
    [InlineData(DbKind.Postgres, DbKind.Postgres, true)]
    public async Task A_restored_database_has_the_same_head_and_the_same_rows_and_goes_on(
        DbKind from, DbKind to, bool hidden)
    {
        await using var orders = await Orders.On(from);
        await orders.Placed();
        await SealTransfers.Run(orders.Db, Now);
        await orders.Placed();
        using var backup = await Backup.Of(orders.Db, hidden);
        await using var target = Databases.Empty(to);
        var done = (await Restore.Run(target, backup.File, backup.Keys, Quiet)).Value;
        Assert.Equal(done.Was, done.Is);
        Assert.True(done.Is.Clean);
        Assert.Equal(LedgerState.Of(await AuditLedger.Run(orders.Db)), LedgerState.Of(await AuditLedger.Run(target)));
        // The counter holds how much is added to transaction ids, and that belongs to the server.
        Assert.Equal(backup.Done.Contents.Where(content => content.Table != "counter"),
            (await Backup.Of(target, hidden: false)).AndGone().Contents.Where(content => content.Table != "counter"));
        Assert.Empty(await Migrate.Missing(target));
        await GoesOn(orders with { Test = target }, done.Is.Transfers);
    }

    // What is written after a restore sorts after what came with it: it is sealed, and the old seals still hold.
    static async Task GoesOn(Orders orders, long transfers)
    {
        var before = await orders.Db.One<long>("select max(number) from orders");
        Assert.True(await orders.Placed() > before);
        while ((await AuditLedger.Run(orders.Db)).Unsealed > 0) await SealTransfers.Run(orders.Db, Now);
        var audit = await AuditLedger.Run(orders.Db);
        Assert.True(audit.Clean, string.Join("\n", audit.Differences));
        Assert.True(audit.Transfers > transfers);
    }

    [Fact]
    public async Task Transaction_ids_carry_on_where_the_other_server_had_counted_further()
    {
        await using var orders = await Orders.On(DbKind.Postgres);
        await orders.Db.Write<int>(async tx =>
        {
            await tx.Do("update counter set next = 7000000 where name = 'tx-offset'");
            foreach (var table in (string[])["transfer", "fact"])
                await tx.Do($"alter table {table} alter column tx set default " +
                    "(pg_current_xact_id()::text::bigint + 7000000)");
            return 0;
        }, stop: TestContext.Current.CancellationToken);
        await orders.Placed();
        await SealTransfers.Run(orders.Db, Now);
        using var backup = await Backup.Of(orders.Db, hidden: true);
        await using var target = Databases.Empty(DbKind.Postgres);
        var done = (await Restore.Run(target, backup.File, backup.Keys, Quiet)).Value;
        Assert.True(await target.Db.One<long>("select next from counter where name = 'tx-offset'") > 6_000_000);
        await GoesOn(orders with { Test = target }, done.Is.Transfers);
    }

    [Theory, EveryDatabase]
    public async Task A_backup_taken_while_orders_are_placed_is_one_instant_of_them(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        using var over = new CancellationTokenSource();
        var placing = Task.Run(async () =>
        {
            var placed = 0;
            for (; !over.IsCancellationRequested; placed++) await orders.Placed();
            return placed;
        }, TestContext.Current.CancellationToken);
        while (await orders.Db.One<long>("select count(*) from orders") < 3) await Task.Yield();
        using var backup = await Backup.Of(orders.Db, hidden: false);
        await over.CancelAsync();
        var all = await placing;
        await using var target = Databases.Empty(kind);
        var done = (await Restore.Run(target, backup.File, backup.Keys, Quiet)).Value;
        Assert.True(done.Is.Clean);
        var orderRows = await target.Db.One<long>("select count(*) from orders");
        Assert.InRange(orderRows, 3, all);
        // Orders, facts and reservations are written together, and so they are kept together.
        Assert.Equal(orderRows, await target.Db.One<long>("select count(*) from fact where name = 'OrderPlaced'"));
        Assert.Equal(orderRows * 2, await target.Db.One<long>(
            "select coalesce(sum(quantity), 0) from reservation where state = 0"));
    }

    [Theory, EveryDatabase]
    public async Task A_database_with_tables_is_never_restored_into(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        using var backup = await Backup.Of(db, hidden: false);
        await using var full = await Databases.Fresh(kind);
        Assert.Equal("copy-target-not-empty", (await Restore.Run(full, backup.File, backup.Keys, Quiet)).Refusal?.Code);
        Assert.Equal("backup-exists",
            (await BackUp.Run(db, backup.File, backup.Keys, Now, Quiet, TestContext.Current.CancellationToken))
                .Refusal?.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_was_changed_or_cut_anywhere_is_refused_before_anything_is_written(bool hidden)
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        using var backup = await Backup.Of(db, hidden);
        var bytes = File.ReadAllBytes(backup.File);
        await using var target = Databases.Empty(DbKind.Sqlite);
        var random = new Random(7);
        string[] expected = ["backup-damaged", "backup-unreadable", "backup-key-missing"];
        for (var i = 0; i < 40; i++)
        {
            byte[] spoilt = [.. bytes];
            var at = i < 8 ? i * 3 : random.Next(bytes.Length);
            // The last bytes of a gzip head say which system packed it, and nothing reads them.
            if (!hidden && at < 10) at += 10;
            if (i % 2 == 0) spoilt[at] ^= 0x10;
            else spoilt = spoilt[..at];
            File.WriteAllBytes(backup.File, spoilt);
            var refused = await Restore.Run(target, backup.File, backup.Keys, Quiet);
            Assert.True(expected.Contains(refused.Refusal?.Code), $"{i}: {at} of {bytes.Length}");
        }
        File.WriteAllBytes(backup.File, [.. bytes, 0]);
        // What stands behind an open file is not of it, and is not read.
        if (hidden)
            Assert.Equal("backup-damaged",
                (await Restore.Run(target, backup.File, backup.Keys, Quiet)).Refusal?.Code);
        Assert.Equal(0, await target.Db.One<long>("select count(*) from sqlite_master"));
        File.WriteAllBytes(backup.File, bytes);
        Assert.True((await Restore.Run(target, backup.File, backup.Keys, Quiet)).Ok);
    }

    [Fact]
    public async Task A_hidden_backup_says_nothing_without_its_key_and_names_the_key_it_needs()
    {
        await using var orders = await Orders.On(DbKind.Sqlite);
        using var backup = await Backup.Of(orders.Db, hidden: true);
        await using var target = Databases.Empty(DbKind.Sqlite);
        foreach (var keys in (Keyring[])[Keyring.None, Keyring.Parse(Keyring.NewKey())])
        {
            var refused = (await Restore.Run(target, backup.File, keys, Quiet)).Refusal!;
            Assert.Equal(("backup-key-missing", backup.Keys.Current!.Id), (refused.Code, refused.Args["key"]));
        }
        Assert.DoesNotContain("Folkehelse", System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(backup.File)));
        // An exchanged key still opens what it hid.
        Assert.True(Restore.Check(backup.File,
            Keyring.Parse($"{Keyring.NewKey()}\n{backup.Secret}"), Quiet).Ok);
    }

    [Fact]
    public async Task A_backup_of_a_newer_program_is_refused_by_name_of_what_is_missing()
    {
        await using var db = await Databases.Fresh(DbKind.Sqlite);
        await db.Db.Write<int>(async tx => await tx.Do("insert into migration (name) values ('9999-future.sql')"),
            stop: TestContext.Current.CancellationToken);
        using var backup = await Backup.Of(db, hidden: false);
        await using var target = Databases.Empty(DbKind.Sqlite);
        var refused = (await Restore.Run(target, backup.File, backup.Keys, Quiet)).Refusal!;
        Assert.Equal(("backup-newer", "9999-future.sql"), (refused.Code, refused.Args["migration"]));
    }

    [Fact]
    public async Task An_older_backup_is_brought_to_the_newest_schema()
    {
        var newest = Migrate.Files().Last();
        await using var db = Databases.Empty(DbKind.Sqlite);
        await using (var connection = await db.Db.Read(TestContext.Current.CancellationToken))
            await Migrate.Within(new Tx(db, connection, null!), name => name != newest.Name);
        using var backup = await Backup.Of(db, hidden: false);
        Assert.DoesNotContain(newest.Name, backup.Done.Manifest.Migrations);
        await using var target = Databases.Empty(DbKind.Sqlite);
        Assert.True((await Restore.Run(target, backup.File, backup.Keys, Quiet)).Ok);
        Assert.Empty(await Migrate.Missing(target));
    }

    internal static void Quiet(string what, long rows) { }
}

/// <summary>A backup in a folder of its own.</summary>
sealed record Backup(string File, Keyring Keys, string Secret, BackupDone Done) : IDisposable
{
    public static async Task<Backup> Of(Db db, bool hidden)
    {
        var folder = Directory.CreateTempSubdirectory("forsyn-backup-").FullName;
        var secret = Keyring.NewKey();
        var keys = hidden ? Keyring.Parse(secret) : Keyring.None;
        var file = Path.Combine(folder, "forsyn.backup");
        var done = await BackUp.Run(db, file, keys, Databases.SeededAt, BackupTests.Quiet);
        return new Backup(file, keys, secret, done.Value);
    }

    public BackupDone AndGone()
    {
        Dispose();
        return Done;
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(File)!, recursive: true);
}
