using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Tests;
using static Forsyn.App.Tests.Ledger.LedgerSamples;

namespace Forsyn.App.Tests.Ledger;

[Collection(nameof(AloneOnTheServer))]
public class AuditLedgerTests
{
    const long NewId = 9_000_001;

    // Every kind of row once: received, used, corrected, sent, and a reservation in each state.
    static async Task<Db> Story(Db db)
    {
        await Book(db, In(100, "receipt/1"), In(100, "receipt/2", lot: 8));
        var used = (await Book(db, Out(20, "use/1")))[0];
        await Correct.Run(db, new([new TransferKey(1, used)], "mistake/1", Day), Now, "test");
        await Book(db, Send(10, "parcel/1"));
        await Reserve(db, 5, "order/1", Day.AddDays(-1));
        await ExpireReservations.Run(db, Day, Now, "test");
        foreach (var (document, how, units) in ((string, ReservationState, long)[])
            [("order/2", ReservationState.Posted, 4), ("order/3", ReservationState.Voided, 0)])
        {
            await Reserve(db, 5, document);
            var ended = await db.Write<int>(async tx =>
            {
                var batch = new Batch(tx);
                var pending = await Reservations.Pending(tx, 1, document);
                Reservations.Settle(batch, [new(pending[0], units)], how, new(2, 1), Day, Now, "test");
                return await batch.Run();
            });
            Assert.True(ended.Ok);
        }
        await Reserve(db, 5, "order/4");
        return db;
    }

    // Each offence is planted in a transaction of its own, audited there and rolled back.
    static async Task EachIsFound(Db db, Dictionary<string, (string[] Sql, string[] Kinds)> offences)
    {
        foreach (var (offence, (sql, kinds)) in offences)
        {
            Audit? audit = null;
            await db.Write<bool>(async tx =>
            {
                await Planted.Unguarded(tx, sql);
                audit = await AuditLedger.Of(tx);
                return Refusal.Of("rolled-back");
            });
            var found = audit!.Differences.Select(d => d.Kind).Distinct().Order();
            Assert.True(kinds.Order().SequenceEqual(found), $"{offence}: {string.Join(", ", found)}");
            Assert.False(audit.Clean);
            Assert.All(audit.Differences, d => Assert.NotEqual(d.Expected, d.Found));
            Assert.All(audit.Differences, d => Assert.NotEqual("", d.Row));
        }
        Assert.True((await AuditLedger.Run(db)).Clean);
    }

    [Theory, EveryDatabase]
    public async Task An_untouched_ledger_is_clean_and_its_size_is_said(DbKind kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        var db = await Story(fresh);
        var open = await AuditLedger.Run(db);
        Assert.Empty(open.Differences);
        Assert.Equal((true, "", 15, 2, 4, 0, 15), (open.Clean, open.Head, open.Transfers, open.Lots, open.Reservations,
            open.Seals, open.Unsealed));
        var done = await SealAll(db);
        var closed = await AuditLedger.Run(db);
        Assert.Equal((true, done.Head, 0), (closed.Clean, closed.Head, closed.Unsealed));
    }

    static Transfer Planting(long units, string source, long? corrects = null) =>
        In(units, source) with { Corrects = corrects };

    /// <summary>What is planted, and exactly which differences it must show.</summary>
    static readonly Dictionary<string, (string[] Sql, string[] Kinds)> Offences = new()
    {
        ["a stored balance is raised"] =
            (["update balance set quantity = quantity + 1 where holder_id = 1 and lot_id = 7 and status = 0"],
            ["balance-differs", "lot-not-zero"]),
        ["units are moved between two balances"] =
            ([
                "update balance set quantity = quantity + 1 where holder_id = 1 and lot_id = 7 and status = 0",
                "update balance set quantity = quantity - 1 where holder_id = 1 and lot_id = 7 and status = 10",
            ], ["balance-differs"]),
        ["a balance row is deleted"] =
            (["delete from balance where holder_id = 1 and lot_id = 8 and status = 0"],
                ["balance-differs", "lot-not-zero"]),
        ["a transfer is edited"] =
            (["update transfer set quantity = quantity + 1 where source = 'receipt/2'"], ["balance-differs"]),
        ["a transfer is deleted"] =
            (["delete from transfer where source = 'receipt/2'"], ["balance-differs"]),
        ["more is used than there was"] =
            (Planted.Booked(Out(1_000, "use/9"), NewId), ["negative-balance"]),
        ["a source is booked twice"] =
            (Planted.Booked(Planting(5, "receipt/1"), NewId), ["source-repeated"]),
        ["a transfer is corrected twice"] =
            ([
                .. Planted.Booked(In(20, "receipt/9"), NewId),
                .. Planted.Booked(In(20, "receipt/9").Correction(NewId, "undo/1", Day), NewId + 1),
                .. Planted.Booked(In(20, "receipt/9").Correction(NewId, "undo/2", Day), NewId + 2),
            ], ["corrected-twice"]),
        ["a correction corrects nothing"] =
            (Planted.Booked(Planting(5, "undo/1", corrects: 5), NewId), ["correction-differs"]),
        ["a correction is of other units"] =
            ([
                .. Planted.Booked(In(20, "receipt/9"), NewId),
                .. Planted.Booked((In(20, "receipt/9") with { Quantity = new(19) }).Correction(NewId, "undo/1", Day),
                    NewId + 1),
            ], ["correction-differs"]),
        ["a settlement settles nothing"] =
            (["update transfer set settles = 5 where reason = 'dispatch' and settles is not null"],
            ["settlement-differs", "reservation-differs"]),
        ["a pending reservation is marked as voided"] =
            (["update reservation set state = 2 where state = 0"], ["reservation-differs", "reserved-differs"]),
        ["a voided reservation is marked as expired"] =
            (["update reservation set state = 3 where state = 2"], ["reservation-differs"]),
        ["a reservation has a state that does not exist"] =
            (["update reservation set state = 7 where state = 2"], ["reservation-differs"]),
        ["the units of a posted reservation are changed"] =
            (["update reservation set quantity = quantity + 1 where state = 1"], ["reservation-differs"]),
        ["units are reserved without a reservation"] =
            (Planted.Booked(new(1, 7, new(3), Shelf, Shelf with { Status = Status.Reserved }, "reserve", "x", Day),
                NewId),
            ["reserved-differs"]),
        ["units leave for another holder and never arrive"] =
            (Planted.Booked(new(1, 7, new(3), Shelf, Slot.Exchange, "send", "parcel/9", Day), NewId),
                ["exchange-open", "link-open"]),
        ["the two sides of a movement are unlinked"] =
            (["update transfer set link = id where source = 'from/1/parcel/1'"], ["link-open"]),
        ["stock is booked at a place of another holder"] =
            ([
                "insert into party (id, key, type, municipal, made) values (2, 'other', 'hospital', '0', '1')",
                "insert into place (id, key, party_id, name, storage, quarantine, is_default) " +
                "values (50, 'x', 2, 'x', 'refrigerated', '0', '0')",
                .. Planted.Booked(In(3, "receipt/9") with { To = Shelf with { Place = 50 } }, NewId),
            ], ["place-of-another"]),
    };

    /// <summary>The same for a ledger that is sealed, in three seals.</summary>
    static readonly Dictionary<string, (string[] Sql, string[] Kinds)> OffencesAfterSealing = new()
    {
        ["a name is changed in a sealed row"] =
            (["update transfer set recorded_by = 'another' where source = 'receipt/2'"], ["sealed-rows-differ"]),
        ["a sealed row is deleted with its balances"] =
            ([
                "delete from transfer where source = 'receipt/2'", "delete from balance where lot_id = 8",
            ], ["sealed-rows-differ"]),
        ["a row is slipped in among the sealed"] =
            ([
                .. Planted.Booked(In(3, "receipt/9"), NewId),
                $"update transfer set tx = (select min(to_tx) from seal) where id = {NewId}",
            ], ["sealed-rows-differ"]),
        ["a seal's root is replaced"] =
            (["update seal set root = head where number = 2"], ["sealed-rows-differ", "seal-chain-broken"]),
        ["a head is replaced"] = (["update seal set head = root where number = 2"], ["seal-chain-broken"]),
        ["a seal is backdated"] = (["update seal set sealed_at = sealed_at - 1 where number = 2"],
            ["seal-chain-broken"]),
        ["a seal is deleted"] =
            (["delete from seal where number = 2"], ["seal-missing", "sealed-rows-differ", "seal-chain-broken"]),
    };

    [Theory, EveryDatabase]
    public async Task A_planted_offence_is_found_and_nothing_else(DbKind kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        await EachIsFound(await Story(fresh), Offences);
    }

    [Theory, EveryDatabase]
    public async Task An_edit_of_sealed_rows_or_seals_is_found(DbKind kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        var db = await Story(fresh);
        Assert.True((await SealAll(db, rowsASeal: 6)).Seals >= 3);
        await EachIsFound(db, OffencesAfterSealing);
    }

    [Theory, EveryDatabase]
    public async Task A_thousand_differences_are_listed_and_the_rest_counted(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Book(db, [.. Enumerable.Range(1, 1_200).Select(lot => In(5, $"receipt/{lot}", lot))]);
        await Planted.Unguarded(db, "update balance set quantity = quantity + 1 where status = 0");
        var audit = await AuditLedger.Run(db);
        Assert.Equal((1_000, 1_400), (audit.Differences.Count, audit.LeftOut));
    }
}
