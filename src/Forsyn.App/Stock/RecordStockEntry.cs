using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.Core.Basics.Gs1;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock;

/// <summary>What a holder enters about a lot of its own: as scanned, or as article and lot number.</summary>
/// <param name="Kind">use, waste or expire.</param>
/// <param name="Packs">Whole packs, instead of doses.</param>
/// <param name="Cause">Why it was lost, for waste.</param>
/// <param name="Day">yyyy-MM-dd; today when left out.</param>
/// <param name="From">available, or quarantine for waste and expiry of what was put aside.</param>
public sealed record StockEntryRequest(
    string? Kind, string? ArticleNumber, string? LotNumber, long? Doses, string? Scan = null, string? Cause = null,
    string? Day = null, string? Text = null, string? From = null, long? Packs = null);

/// <param name="Value">By the list price of today, without levy and VAT.</param>
public sealed record StockEntryAnswer(
    long Id, StockEntryKind Kind, string ArticleNumber, string LotNumber, Quantity Doses, DateOnly Day, Quantity Left,
    Money Value);

/// <summary>
/// Books use, waste or expiry of the caller's own stock, and keeps the months' use that advice on orders reads.
/// </summary>
public static class RecordStockEntry
{
    public static string Source(long id) => $"entry/{id}";

    /// <summary>Everything that is wrong is told at once, as findings of the refusal entry-not-booked.</summary>
    public static Task<Result<StockEntryAnswer>> Run(Db db, StockEntryRequest request, Moment now, Caller caller) =>
        db.Write<StockEntryAnswer>(tx => Book(tx, request, now, caller), caller.Once);

    /// <summary>As Run, in a transaction that may book more.</summary>
    internal static async Task<Result<StockEntryAnswer>> Book(
        Tx tx, StockEntryRequest request, Moment now, Caller caller)
    {
        if (caller.Party is not { } holder) return Refusal.Of("holder-missing");
        var (read, findings) = ReadEntry.Of(request, now.Day);
        var lot = await Lot(tx, request, now.Day);
        if (lot is null) findings.Add(
            ReadEntry.Problem("entry-lot-not-found", "lot", request.LotNumber ?? request.Scan ?? ""));
        var slots = lot is null ? [] : await Slots(tx, holder, lot.Id, read.From);
        // What waits for release is decided on where it waits.
        var waiting = lot is null || read.From != Status.Quarantine ? 0 : await Lots.Waiting(tx, holder, lot.Id);
        // What does not rest on the lot is said also where there is none.
        var entry = lot is null
            ? new StockEntryFacts(read.Kind, read.Cause, new Quantity(request.Doses ?? request.Packs ?? 0), read.Day,
                read.Text, read.Kind == StockEntryKind.Expire ? DateOnly.MinValue : DateOnly.MaxValue,
                LedgerRules.Largest, now.Day)
            : new StockEntryFacts(read.Kind, read.Cause, new Quantity(Units(request, lot)), read.Day,
                read.Text, lot.ExpiresOn, new Quantity(slots.Sum(s => s.Quantity) - waiting), now.Day);
        StockEntryRules.Check(entry, findings);
        if (findings.Count > 0 || lot is null)
            return new Refusal("entry-not-booked", new Dictionary<string, string>(), findings);

        var id = tx.Ids.Next();
        var batch = new Batch(tx);
        var posted = Post.Append(batch, Transfers(id, holder, lot.Id, entry, slots), now, caller.PersonaId);
        if (!posted.Ok) return posted.Refusal!;
        batch.Add(
            "insert into stock_entry (id, holder_id, kind, lot_id, quantity, cause, text, counts_on, " +
            "recorded_at, recorded_by, link) " +
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id, holder, Kebab.Of(entry.Kind), lot.Id, entry.Units, entry.Cause is { } cause ? Kebab.Of(cause) : "",
            entry.Text,
            entry.Day, now, caller.PersonaId, posted.Value[0]);
        if (entry.Kind == StockEntryKind.Use) MonthsUse(batch, holder, lot.ArticleNumber, entry.Day, entry.Units);
        await batch.Run();
        return new StockEntryAnswer(id, entry.Kind, lot.ArticleNumber, lot.LotNumber, entry.Units, entry.Day,
            entry.InStock - entry.Units, new UnitPrice(new(lot.PriceOre), lot.DosesPerPack).Of(entry.Units));
    }

    static long Units(StockEntryRequest request, LotRow lot) =>
        request.Doses ?? (request.Packs ?? 0) * lot.DosesPerPack;

    internal static void MonthsUse(Batch batch, long holder, string article, DateOnly day, Quantity doses) =>
        batch.Add("insert into use_month (holder_id, article_number, month, doses) values (?, ?, ?, ?) " +
            "on conflict (holder_id, article_number, month) do update set doses = use_month.doses + excluded.doses",
            holder, article, $"{Month.Of(day)}", doses);

    // Taken from the places and pools in their order until the entry is covered; a customer has mostly one.
    static List<Transfer> Transfers(long id, long holder, long lot, StockEntryFacts entry, IReadOnlyList<SlotRow> slots)
    {
        var transfers = new List<Transfer>();
        var left = entry.Units;
        foreach (var slot in slots)
        {
            var taken = Quantity.Min(left, new Quantity(slot.Quantity));
            if (taken.IsZero) break;
            var reason = entry.Cause is { } cause ? $"waste-{Kebab.Of(cause)}" : Kebab.Of(entry.Kind);
            transfers.Add(new Transfer(holder, lot, taken, new Slot(slot.Status, slot.PlaceId, slot.Pool),
                Slot.Outside(StockEntryRules.Goes(entry.Kind)), reason, $"{Source(id)}/{transfers.Count + 1}",
                entry.Day));
            left -= taken;
        }
        return transfers;
    }

    static Task<LotRow?> Lot(Tx tx, StockEntryRequest request, DateOnly today)
    {
        const string sql =
            "select l.id, l.article_number, l.lot_number, l.expires_on, p.price_ore, p.doses_per_pack from lot l " +
            "join product p on p.article_number = l.article_number ";
        if (string.IsNullOrWhiteSpace(request.Scan))
            return tx.One<LotRow>(sql + "where l.article_number = @article and l.lot_number = @lot",
                new { article = request.ArticleNumber ?? "", lot = request.LotNumber ?? "" });
        var scan = PackageScan.Read(request.Scan, today);
        return scan.Ok && scan.Value.Lot is { } lot
            ? tx.One<LotRow>(sql + "where p.gtin in (@gtin, @short) and l.lot_number = @lot",
                new { gtin = scan.Value.Gtin.As14, @short = scan.Value.Gtin.As14.TrimStart('0'), lot })
            : Task.FromResult<LotRow?>(null);
    }

    static Task<List<SlotRow>> Slots(Tx tx, long holder, long lot, Status status) => tx.List<SlotRow>(
        "select status, place_id, pool, quantity from balance where holder_id = @holder and status = @status and " +
        "lot_id = @lot " +
        "and quantity > 0 order by place_id, pool" + (tx.Kind == DbKind.Postgres ? " for update" : ""),
        new { holder, status = (short)status, lot });

    sealed class LotRow
    {
        public long Id { get; init; }
        public string ArticleNumber { get; init; } = "";
        public string LotNumber { get; init; } = "";
        public DateOnly ExpiresOn { get; init; }
        public long PriceOre { get; init; }
        public long DosesPerPack { get; init; }
    }

    sealed class SlotRow
    {
        public Status Status { get; init; }
        public long PlaceId { get; init; }
        public Pool Pool { get; init; }
        public long Quantity { get; init; }
    }
}
