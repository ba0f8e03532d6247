using Forsyn.App.Continuity;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Ledger;
using Forsyn.App.Tests.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Continuity;

public class MoveTests
{
    static readonly Moment Now = Databases.SeededAt;

    [Theory]
    [InlineData(DbKind.Sqlite, DbKind.Postgres)]
    [InlineData(DbKind.Sqlite, DbKind.Sqlite)]
    [InlineData(DbKind.Postgres, DbKind.Postgres)]
    public async Task Everything_moves_with_its_ids_series_and_seals(DbKind from, DbKind to)
    {
        await using var orders = await Orders.On(from);
        var number = await orders.Placed();
        await SealTransfers.Run(orders.Db, Now);
        var attached = await Attachments.Save(orders.Db, new MemoryStream(MadeFiles.Pdf()), "approval.pdf",
            "application/pdf", AttachmentPurpose.ExemptionApplication, Now, orders.Physician);
        await using var target = Databases.Empty(to);
        var done = (await MoveDatabase.Run(orders.Db, target, Now, BackupTests.Quiet)).Value;
        Assert.Equal(done.Was, done.Is);
        Assert.NotEqual("", done.Is.Head);
        Assert.Equal(await orders.Db.One<long>("select next from counter where name = 'id'"),
            await target.Db.One<long>("select next from counter where name = 'id'"));
        var there = orders with { Test = target };
        Assert.Equal(MadeFiles.Pdf(),
            (await Attachments.Open(target, attached.Value, Now, orders.Physician)).Value.Content);
        Assert.True(await there.Placed() > number);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => target.Db.Write<int>(
            async tx => await tx.Do("update transfer set quantity = 1"), stop: TestContext.Current.CancellationToken));
        Assert.True((await AuditLedger.Run(target)).Clean);
    }

    [Fact]
    public async Task A_move_that_is_broken_off_leaves_nothing_and_can_be_begun_again()
    {
        await using var source = await Databases.Seeded(DbKind.Sqlite);
        await using var target = Databases.Empty(DbKind.Postgres);
        await Assert.ThrowsAsync<IOException>(() => MoveDatabase.Run(source, target, Now,
            (what, _) => { if (what == "party") throw new IOException("the line was cut"); }));
        Assert.True((await MoveDatabase.Run(source, target, Now, BackupTests.Quiet)).Ok);
        Assert.Equal("copy-target-not-empty",
            (await MoveDatabase.Run(source, target, Now, BackupTests.Quiet)).Refusal?.Code);
    }

    [Fact]
    public async Task A_ledger_sealed_on_PostgreSQL_does_not_move_to_SQLite()
    {
        await using var source = await Databases.Fresh(DbKind.Postgres);
        await using var target = Databases.Empty(DbKind.Sqlite);
        Assert.Equal("copy-to-sqlite",
            (await MoveDatabase.Run(source, target, Now, BackupTests.Quiet)).Refusal?.Code);
        using var backup = await Backup.Of(source, hidden: false);
        Assert.Equal("copy-to-sqlite",
            (await Restore.Run(target, backup.File, backup.Keys, BackupTests.Quiet)).Refusal?.Code);
    }
}
