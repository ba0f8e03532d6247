using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock.Counts;
using Forsyn.Core.Ledger;
using Forsyn.Core.Preparedness;
using Forsyn.Core.Stock;

namespace Forsyn.App.Preparedness.FollowUp;

/// <param name="Lots">How many; the number of the rules when left out.</param>
/// <param name="Seed">The same seed chooses the same lots; the case's own when left out.</param>
public sealed record SampleRequest(int? Lots = null, int? Seed = null);

/// <summary>What was counted of a line of the sample.</summary>
/// <param name="Counted">In units.</param>
/// <param name="Cause">Why it is not as the ledger says; see <see cref="SampleCause"/>.</param>
public sealed record CountedSample(long Line, string? Counted, string? Cause = null, string? Text = null);

/// <summary>Chooses lots at a holder, and takes in what was counted of them by form, file or scan.</summary>
public static class CountSample
{
    const int MostLots = 500;

    /// <summary>
    /// Chooses a sample by value among lots of listed substances in the scheme's pool and for sale. Until something is
    /// counted it may be chosen anew. Refuses supervision-unknown, supervision-not-in-state (only before the visit is
    /// over), supervision-sample-counted, supervision-nothing-to-count and supervision-faulty.
    /// </summary>
    public static Task<Result<SupervisionView>> Choose(
        Db db, long id, SampleRequest request, Moment now, Caller caller) => db.Write<SupervisionView>(async tx =>
    {
        var locked = await Lock(tx, id, caller);
        if (!locked.Ok) return locked.Refusal!;
        var view = locked.Value;
        if (view.Sample.Any(line => line.Counted is not null)) return Refusal.Of("supervision-sample-counted");
        var wanted = request.Lots ?? (int)Rules.Book.On(now.Day).Count("supervision-sample-lots");
        if (wanted is < 1 or > MostLots) return Refusal.Of("supervision-sample-size", "most", $"{MostLots}");
        var seed = request.Seed ?? (int)(id % int.MaxValue);
        var lots = (await Lots(tx, view.Case, now.Day)).ToDictionary(lot => lot.Key);
        var chosen = SampleOfLots.Choose([.. lots.Values.Select(lot => new LotToSample(lot.Key, lot.Value))], wanted,
            seed).Select(lot => lots[lot.Key]).ToList();
        if (chosen.Count == 0) return Refusal.Of("supervision-nothing-to-count", "holder", view.Case.HolderName);
        var round = view.Sample.Select(line => line.Round).DefaultIfEmpty(0).Max() + 1;
        await new Batch(tx).Add("update supervision_case set seed = ? where id = ?", (long)seed, id)
            .AddRows("insert into supervision_sample (case_id, round, line, lot_id, pool, article_number, " +
                "lot_number, expires_on, book, reported, reported_on, unit_ore, chosen_at, chosen_by) {values}",
                [.. chosen.Select((lot, i) => (object?[])
                [
                    id, round, (long)i + 1, lot.LotId, (long)lot.Pool, lot.ArticleNumber, lot.LotNumber,
                    lot.ExpiresOn, lot.Book, lot.InReport ? lot.Book - lot.Later : null, lot.ReportedOn,
                    lot.Price.Of(new(1)).Ore, now, caller.Name,
                ])]).Run();
        return (await Supervision.Read(tx, id, caller))!;
    }, caller.Once);

    /// <summary>
    /// Takes in what was counted; the newest figure of a line counts. Refuses supervision-unknown,
    /// supervision-not-in-state, and supervision-count-faulty with every line that cannot be used.
    /// </summary>
    public static Task<Result<SupervisionView>> Run(
        Db db, long id, IReadOnlyList<CountedSample> lines, string how, Moment now, Caller caller) =>
        db.Write<SupervisionView>(async tx =>
        {
            var locked = await Lock(tx, id, caller);
            if (!locked.Ok) return locked.Refusal!;
            var (written, sample) = (new WrittenForm("STP-011"), locked.Value.Sample.ToDictionary(line => line.Line));
            if (lines.Count == 0) written.Fault("sample-empty");
            var rows = new List<object?[]>();
            foreach (var line in lines)
            {
                var at = (int)Math.Min(line.Line, int.MaxValue);
                if (!sample.TryGetValue(line.Line, out var there))
                    written.At(at, "sample-line", "line", $"{line.Line}");
                var counted = written.Whole(line.Counted, "sample-counted", 1_000_000_000, at);
                SampleCause? cause = string.IsNullOrWhiteSpace(line.Cause) ? null
                    : written.Word<SampleCause>(line.Cause, "sample-cause", at);
                if (there is null || counted is not { } units) continue;
                rows.Add([tx.Ids.Next(), id, there.Round, there.Line, units,
                    units == there.Book || cause is not { } why ? null : Kebab.Of(why), line.Text?.Trim() ?? "", how,
                    now, caller.Name]);
            }
            if (written.Refused("supervision-count-faulty") is { } no) return no;
            await new Batch(tx).AddRows("insert into supervision_count (id, case_id, round, line, counted, cause, " +
                "text, how, at, by_person) {values}", rows).Run();
            return (await Supervision.Read(tx, id, caller))!;
        }, caller.Once);

    /// <summary>
    /// Takes in a file or a scan: lines of article number, lot and quantity. A lot that is not in the sample is told as
    /// a fault; packs become units. With add, the figure is added to what was counted before.
    /// </summary>
    public static async Task<Result<SupervisionView>> Lines(
        Db db, long id, IReadOnlyList<ReportLine> lines, bool add, string how, Moment now, Caller caller)
    {
        var view = await Supervision.Get(db, id, caller);
        if (!view.Ok) return view.Refusal!;
        var sizes = (await db.List<SizeRow>("select distinct p.article_number, p.doses_per_pack from " +
            "supervision_sample s join product p on p.article_number = s.article_number where s.case_id = @id",
            new { id })).ToDictionary(row => row.ArticleNumber, row => row.DosesPerPack);
        var (written, counted) = (new WrittenForm("STP-011"), new Dictionary<long, CountedSample>());
        foreach (var line in lines)
        {
            var there = view.Value.Sample.FirstOrDefault(one => one.ArticleNumber == line.ArticleNumber?.Trim()
                && one.LotNumber == line.LotNumber?.Trim());
            if (there is null)
                written.At(line.Row, "sample-lot", "lot", line.LotNumber ?? "", "article", line.ArticleNumber ?? "");
            var amount = written.Whole(line.Quantity, "sample-counted", 1_000_000_000, line.Row);
            var packs = CountedIn.AreInPacks(line.Unit);
            if (packs is null) written.At(line.Row, "report-unit-unknown", "column", "unit", "value", line.Unit ?? "");
            if (there is null || amount is not { } units || packs is null) continue;
            units *= packs.Value ? sizes[there.ArticleNumber] : 1;
            var before = counted.GetValueOrDefault(there.Line)?.Counted is { } twice ? long.Parse(twice)
                : add ? there.Counted ?? 0 : 0;
            counted[there.Line] = new(there.Line, $"{before + units}", there.Cause, there.Text);
        }
        return written.Refused("supervision-count-faulty") is { } no ? no
            : await Run(db, id, [.. counted.Values], how, now, caller);
    }

    /// <summary>A scanned pack, counted as one pack or as so many units; refuses what a scan may be refused for.
    /// </summary>
    public static async Task<Result<SupervisionView>> Scan(
        Db db, long id, string? scan, long? units, Moment now, Caller caller)
    {
        var read = await EnterCount.Scanned(db, scan, units, null, now.Day);
        return read.Ok ? await Lines(db, id, [read.Value], add: true, "scan", now, caller) : read.Refusal!;
    }

    static async Task<Result<SupervisionView>> Lock(Tx tx, long id, Caller caller)
    {
        await tx.Do("update supervision_case set version = version + 1 where id = @id", new { id });
        if (await Supervision.Read(tx, id, caller) is not { } view)
            return Refusal.Of("supervision-unknown", "case", $"{id}");
        return view.Case.StateValue == SupervisionState.Opened ? view
            : Refusal.Of("supervision-not-in-state", "state", view.Case.State, "step", "count");
    }

    // What the holder's last full report said of a lot is what the ledger has, less what was booked for later days.
    static Task<List<LotRow>> Lots(Tx tx, SupervisionCase about, DateOnly today)
    {
        var scheme = Schemes.All.On(about.Scheme, today)!;
        return tx.List<LotRow>("""
            select b.lot_id, b.pool, l.article_number, l.lot_number, l.expires_on, b.units as book, p.price_ore,
                p.doses_per_pack as units_per_pack, r.reported_on,
                coalesce((select cast(
                        sum(case when t.to_pool = b.pool and t.to_status in (0, 2, 3, 4) then t.quantity else 0 end)
                        - sum(case when t.from_pool = b.pool and t.from_status in (0, 2, 3, 4) then t.quantity
                            else 0 end) as bigint)
                    from transfer t where t.lot_id = b.lot_id and t.holder_id = @HolderId
                        and t.counts_on > r.reported_on), 0) as later,
                exists (select 1 from transfer t where t.lot_id = b.lot_id and t.holder_id = @HolderId
                    and t.counts_on <= r.reported_on) as in_report
            from (select lot_id, pool, cast(sum(quantity) as bigint) as units from balance
                where holder_id = @HolderId and status in (0, 2, 3, 4) and pool in (@sale, @pool)
                group by lot_id, pool having sum(quantity) > 0) b
            join lot l on l.id = b.lot_id join product p on p.article_number = l.article_number
            left join (select max(counts_on) as reported_on from stock_report where holder_id = @HolderId
                and full_count) r on 1 = 1
            where exists (select 1 from list_entry e where e.scheme = @Scheme and e.valid_from <= @today
                and (e.valid_to is null or e.valid_to > @today) and p.atc >= e.atc and p.atc < e.atc || 'a')
            order by l.article_number, l.lot_number, b.pool
            """, new { about.HolderId, about.Scheme, today, sale = (short)Pool.Sale, pool = (short)scheme.Pool });
    }

    sealed class LotRow
    {
        public long LotId { get; init; }
        public short Pool { get; init; }
        public string ArticleNumber { get; init; } = "";
        public string LotNumber { get; init; } = "";
        public DateOnly ExpiresOn { get; init; }
        public long Book { get; init; }
        public long PriceOre { get; init; }
        public long UnitsPerPack { get; init; }
        public DateOnly? ReportedOn { get; init; }
        public long Later { get; init; }
        /// <summary>The lot had come when the report was made.</summary>
        public bool InReport { get; init; }
        public string Key => $"{ArticleNumber}/{LotNumber}/{LotId}/{Pool}";
        public UnitPrice Price => new(new(PriceOre), UnitsPerPack);
        public long Value => Price.Of(new(Book)).Ore;
    }

    sealed class SizeRow
    {
        public string ArticleNumber { get; init; } = "";
        public long DosesPerPack { get; init; }
    }
}
