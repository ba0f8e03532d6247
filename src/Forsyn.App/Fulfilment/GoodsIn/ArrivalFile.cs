using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;

namespace Forsyn.App.Fulfilment.GoodsIn;

/// <summary>What came of a delivery, in a file, CSV or XLSX, with the columns of a stock report.</summary>
public static class ArrivalFile
{
    /// <summary>
    /// Books what came; a product is named by article number or GTIN. Refuses what ReportFile.Read and ReceiveGoods
    /// refuse, and goods-not-received with everything that is wrong in any row, what cannot be read and what cannot be
    /// right together; nothing is booked then.
    /// </summary>
    /// <param name="key">The same key with the same file again is already done.</param>
    public static async Task<Result<GoodsReceiptAnswer>> Receive(
        Db db, long delivery, Stream file, ArrivalRequest how, Moment now, Caller caller, long? version = null,
        string? key = null)
    {
        var read = await ReportFile.Read(file);
        if (!read.Ok) return read.Refusal!;
        var findings = new List<Finding>();
        var lines = await db.Snapshot(tx => DeliveryFile.Counted(tx, read.Value, findings));
        var request = how with { Lines = [.. lines.Select(Arrived)] };
        if (findings.Count > 0)
        {
            if (lines.Count > 0
                && (await db.Snapshot(tx => ReadArrival.Of(tx, delivery, request, now.Day))).Refusal is { } also)
                findings.AddRange(DeliveryFile.InRows(also.Findings ?? [], lines));
            return ReadArrival.Faulty(findings);
        }
        if (key is not null)
            caller = caller with { Once = Once.Of(caller.PersonaId, key, Json.Write(request)) };
        var done = await ReceiveGoods.Run(db, delivery, request, now, caller, version);
        return done.Refusal is not { Findings: { } told } refusal ? done
            : refusal with { Findings = [.. DeliveryFile.InRows(told, lines)] };
    }

    static ArrivalLineRequest Arrived(CountedLine line) => new(line.Article, line.Lot, $"{line.ExpiresOn:yyyy-MM-dd}",
        line.Packs ? null : line.Amount, line.Packs ? line.Amount : null,
        Pool: line.Pool is { } pool ? Kebab.Of(pool) : null);
}
