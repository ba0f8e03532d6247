using System.Diagnostics;
using System.Globalization;
using System.Text;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Basics;
using Forsyn.Core.Parties;

namespace Forsyn.Bench;

/// <summary>
/// Reports of what a hospital and a wholesaler have, one line in twenty changed, beside COPY of the same rows into a
/// bare table in a transaction of its own.
/// </summary>
sealed class NationalReports(BenchDatabase bench)
{
    const double Aim = 0.5;
    const int WholesalersLines = 20_000, Days = 5;

    public async Task Run()
    {
        await bench.Db.Write<int>(async tx => await tx.Do("drop table if exists bare; create table bare " +
            "(article_number text, lot_number text, expires_on date, quantity bigint)"));
        await Measure("hospital, full count", "hospital", int.MaxValue, difference: false);
        await Measure("wholesaler, what was added and taken", "wholesaler", WholesalersLines, difference: true);
        await bench.Db.Write<int>(async tx => await tx.Do("drop table bare"));
    }

    /// <summary>One small report, for its plans.</summary>
    public async Task Small(Db db)
    {
        var (caller, lots) = await Of("hospital", 200);
        await Send(db, caller, lots, Stopwatch.GetTimestamp() % 17, difference: true, BenchDatabase.Now);
    }

    async Task Measure(string what, string type, int most, bool difference)
    {
        var (caller, lots) = await Of(type, most);
        var bare = NationalBench.P50(await NationalBench.Times(Days, _ => bench.Db.Write<long>(async tx => await
            Bulk.Load(tx, "bare", ["article_number", "lot_number", "expires_on", "quantity"], lots.Select(lot =>
                (object?[])[lot.ArticleNumber, lot.LotNumber, lot.ExpiresOn, lot.Units])))));
        var run = Stopwatch.GetTimestamp();
        // Day after day from the last of the history: of an earlier day the movements since would speak against it.
        var report = NationalBench.P50(await NationalBench.Times(Days, day => Send(bench.Db, caller, lots, run + day,
            difference, BenchDatabase.Now.Plus(TimeSpan.FromDays(day)))));
        NationalBench.Line($"report of {lots.Count} lines, {what}, ms", report, null);
        NationalBench.Line("  rows a second", lots.Count / report * 1000, null, "n0");
        NationalBench.Line("  as a part of COPY into a bare table", bare / report, Aim, "0.00");
    }

    async Task<(Caller, List<Lot>)> Of(string type, int most)
    {
        var holder = await bench.Db.One<long>("select b.holder_id from balance b join party p on p.id = b.holder_id " +
            "where p.type = @type group by b.holder_id order by (select count(*) from stock_report r " +
            "where r.holder_id = b.holder_id and r.reported_by = 'bench'), count(*) desc, b.holder_id limit 1",
            new { type });
        var lots = await bench.Db.List<Lot>("""
            select l.article_number, l.lot_number, l.expires_on, cast(sum(b.quantity) as bigint) as units
            from balance b join lot l on l.id = b.lot_id join product p on p.article_number = l.article_number
            where b.holder_id = @holder and b.status in (0, 2, 3) and p.class = 'medicine'
            group by l.article_number, l.lot_number, l.expires_on having sum(b.quantity) > 0
            order by l.article_number, l.lot_number limit @most
            """, new { holder, most });
        return (bench.Physician with
        {
            Party = holder, PersonaId = "bench", Name = "bench",
            Roles = [type == "hospital" ? Role.HospitalPhysician : Role.WholesalerClerk],
        }, lots);
    }

    // Every twentieth line is two units more than the books say, another twentieth each time.
    static async Task Send(
        Db db, Caller caller, List<Lot> lots, long turn, bool difference, Moment now)
    {
        var text = new StringBuilder("articleNumber;lotNumber;expiresOn;quantity\n");
        for (var i = 0; i < lots.Count; i++)
        {
            var more = (i + turn) % 20 == 0 ? 2 : 0;
            lots[i].Units += more;
            var lot = lots[i];
            text.Append(CultureInfo.InvariantCulture, $"{lot.ArticleNumber};{lot.LotNumber};").Append(
                CultureInfo.InvariantCulture, $"{lot.ExpiresOn:yyyy-MM-dd};{(difference ? more : lot.Units)}\n");
        }
        await using var file = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        var read = await ReportFile.Read(file);
        var done = await ImportStockReport.Run(db, new StockReportRequest(null, $"{now.Day:yyyy-MM-dd}", read.Value,
            difference), now, caller);
        if (!done.Ok) throw new InvalidOperationException($"refused: {done.Refusal!.Code} " +
            string.Join(", ", (done.Refusal.Findings ?? []).Take(3).Select(f => $"{f.Line} {f.Code}")));
    }

    sealed class Lot
    {
        public string ArticleNumber { get; init; } = "";
        public string LotNumber { get; init; } = "";
        public DateOnly ExpiresOn { get; init; }
        public long Units { get; set; }
    }
}
