using Forsyn.App.Billing;
using Forsyn.App.Database;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Billing;

public class IssueInvoiceTests
{
    const long First = 500000;

    static async Task<long?> Issue(Db db, long order, DateOnly? day = null)
    {
        var issued = await db.Write<long>(async tx =>
            await IssueInvoice.Run(tx, order, day ?? Sent.Day, Databases.SeededAt) ?? 0);
        return issued.Value == 0 ? null : issued.Value;
    }

    [Theory, EveryDatabase, Requirement("FEE-001", "FEE-005")]
    public async Task A_programme_order_is_invoiced_for_its_fee(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        await Sent.Order(db, 1, "helsesykepleier", Sent.Programme());
        Assert.Equal(First, await Issue(db, 1));
        var row = await db.Db.One<Row>("select * from invoice");
        Assert.Equal("20000 0 5000 25000 0005000005",
            $"{row!.NetOre} {row.LevyOre} {row.VatOre} {row.TotalOre} {row.Kid}");
        Assert.Equal(new DateOnly(2026, 6, 14), row.DueOn);
    }

    [Theory, EveryDatabase, Requirement("FEE-010")]
    public async Task The_doses_that_were_sent_are_charged_to_the_requisitioners_party(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        await Sent.Order(db, 1, "lege", Sent.Payable(doses: 3), Sent.Payable(doses: 0));
        await Issue(db, 1);
        var lines = await db.Db.List<Row>("select * from invoice_line order by line");
        Assert.Equal(["3 168000 504 42126", "0 20000 0 5000"],
            lines.Select(l => $"{l.Doses} {l.NetOre} {l.LevyOre} {l.VatOre}"));
        Assert.Equal((await Sent.Caller(db, "lege")).Party, await db.Db.One<long>("select receiver_id from invoice"));
    }

    [Theory, EveryDatabase, Requirement("FEE-011")]
    public async Task Blue_prescription_is_left_out_and_counted(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        await Sent.Order(db, 1, "lege", Sent.Payable(purpose: "blue"), Sent.Payable());
        var number = await Issue(db, 1);
        Assert.Equal(["payable", null], await db.Db.List<string?>(
            "select purpose from invoice_line where invoice_number = @number order by line", new { number }));
        Assert.Equal(1, await db.Db.One<long>("select blue_lines from invoice where number = @number", new { number }));
    }

    [Theory, EveryDatabase, Requirement("FEE-011", "FEE-002")]
    public async Task National_insurance_pays_for_blue_prescription_and_is_told_of_no_patient(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        await Sent.Order(db, 1, "lege", Sent.Payable(doses: 3, purpose: "blue"), Sent.Payable());
        var customers = await Issue(db, 1);
        Assert.Equal(customers, await Issue(db, 1));
        var all = await db.Db.List<long>("select number from invoice order by number");
        Assert.Equal([First, First + 1], all);
        var insured = (await GetInvoice.Run(db, First + 1, Language.Nb, await Sent.Caller(db, "forsyning"))).Value;
        Assert.Equal("Helfo (folketrygden)", insured.Receiver.Name);
        Assert.DoesNotContain("Hammerfest", insured.Receiver.Address);
        var line = Assert.Single(insured.Lines);
        Assert.Equal(("blue", 3, "1680.00"), (Kebab.Of(line.Purpose!.Value), line.Doses.Units, $"{line.Net}"));
        Assert.Equal("invoice-unknown",
            (await GetInvoice.Run(db, First + 1, Language.Nb, await Sent.Caller(db, "lege"))).Refusal?.Code);
    }

    [Theory, EveryDatabase, Requirement("FEE-002", "FEE-011")]
    public async Task An_order_on_blue_prescription_only_leaves_the_customer_nothing_to_pay(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        await Sent.Order(db, 1, "lege", Sent.Payable(purpose: "blue"));
        await db.Db.Write<int>(async tx => await tx.Do("update orders set fee_ore = 0"),
            stop: TestContext.Current.CancellationToken);
        Assert.Null(await Issue(db, 1));
        Assert.Equal("helfo", await db.Db.One<string>(
            "select p.key from invoice i join party p on p.id = i.receiver_id"));
    }

    [Theory, EveryDatabase]
    public async Task Nothing_to_pay_is_no_invoice_and_takes_no_number(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        await Sent.Order(db, 1, "apotek", Sent.Programme());
        await Sent.Order(db, 2, "lege", Sent.Programme());
        Assert.Null(await Issue(db, 1));
        Assert.Equal(First, await Issue(db, 2));
    }

    [Theory, EveryDatabase]
    public async Task An_order_has_one_invoice_however_often_it_is_issued(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        await Sent.Order(db, 1, "lege", Sent.Payable());
        await Sent.Order(db, 2, "lege", Sent.Payable());
        var numbers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Issue(db, 1))));
        Assert.All(numbers, number => Assert.Equal(First, number));
        Assert.Equal(First + 1, await Issue(db, 2));
    }

    [Theory, EveryDatabase]
    public async Task The_series_has_no_gap_when_many_issue_at_once_and_some_attempts_fail(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        const int orders = 40;
        for (var order = 1; order <= orders; order++) await Sent.Order(db, order, "lege", Sent.Payable());
        await Task.WhenAll(Enumerable.Range(1, orders).Select(order => Task.Run(async () =>
        {
            if (order % 3 == 0) Assert.False((await GiveUp(db, order)).Ok);
            if (order % 4 == 0) await Assert.ThrowsAsync<InvariantBroken>(() => Fail(db, order));
            await Issue(db, order);
        })));
        var numbers = await db.Db.List<long>("select number from invoice order by number");
        Assert.Equal(Enumerable.Range(0, orders).Select(n => First + n), numbers);
        Assert.Equal(orders, await db.Db.One<long>("select count(distinct order_number) from invoice"));
    }

    [Theory, EveryDatabase]
    public async Task An_issued_invoice_is_never_changed(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        await Sent.Order(db, 1, "lege", Sent.Payable());
        await Issue(db, 1);
        foreach (var sql in (string[])["update invoice set net_ore = 0", "delete from invoice_line"])
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
                db.Db.Write<int>(async tx => await tx.Do(sql), stop: TestContext.Current.CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task Vat_is_that_of_the_day_of_dispatch_even_when_the_invoice_is_written_later(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        await Sent.Order(db, 1, "lege", Sent.Programme());
        await Issue(db, 1, new DateOnly(2004, 12, 31));
        Assert.Equal(240000, await db.Db.One<long>("select max(vat_rate) from invoice_line"));
    }

    static Task<Result<bool>> GiveUp(Db db, long order) => db.Write<bool>(async tx =>
    {
        await IssueInvoice.Run(tx, order, Sent.Day, Databases.SeededAt);
        return Refusal.Of("changed-my-mind");
    });

    static Task Fail(Db db, long order) => db.Write<bool>(async tx =>
    {
        await IssueInvoice.Run(tx, order, Sent.Day, Databases.SeededAt);
        throw new InvariantBroken("planted");
    });

    sealed class Row
    {
        public long Doses { get; init; }
        public long NetOre { get; init; }
        public long LevyOre { get; init; }
        public long VatOre { get; init; }
        public long TotalOre { get; init; }
        public string Kid { get; init; } = "";
        public DateOnly DueOn { get; init; }
    }
}
