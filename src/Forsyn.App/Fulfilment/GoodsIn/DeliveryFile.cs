using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Stock;

namespace Forsyn.App.Fulfilment.GoodsIn;

/// <summary>A delivery note in a file, CSV or XLSX, with the columns of a stock report.</summary>
public static class DeliveryFile
{
    /// <summary>
    /// Writes a delivery down from its note; a product is named by article number or GTIN. Refuses what ReportFile.Read
    /// and SaveDelivery.Register refuse; each finding names the row of the file.
    /// </summary>
    public static async Task<Result<DeliveryAnswer>> Register(
        Db db, Stream file, DeliveryRequest head, Moment now, Caller caller)
    {
        var read = await ReportFile.Read(file);
        if (!read.Ok) return read.Refusal!;
        var findings = new List<Finding>();
        var lines = await db.Snapshot(tx => Lines(tx, read.Value, findings));
        if (findings.Count > 0)
            return new Refusal("delivery-faulty",
                new Dictionary<string, string> { ["errors"] = $"{findings.Count}" }, findings);
        var done = await SaveDelivery.Register(
            db, head with { Lines = [.. lines.Select(line => line.Line)] }, now, caller);
        return done.Refusal is not { Findings: { } told } refusal ? done
            : refusal with
            {
                Findings = [.. told.Select(f => f.Line is { } n ? f with { Line = lines[n - 1].Row } : f)],
            };
    }

    static async Task<List<(int Row, DeliveryLineRequest Line)>> Lines(
        Tx tx, IReadOnlyList<ReportLine> lines, List<Finding> findings)
    {
        var products = await NamedProducts.Load(tx, lines.Select(line => line.ArticleNumber));
        var read = new List<(int, DeliveryLineRequest)>();
        foreach (var line in lines)
        {
            var article = products.Find(line.ArticleNumber)?.ArticleNumber ?? line.ArticleNumber;
            if (ReadReportLine.Of(line with { ArticleNumber = article }, NoPlaces, difference: false, findings)
                is { } counted)
                read.Add((line.Row, new(counted.Article, counted.Packs ? null : counted.Amount,
                    counted.Packs ? counted.Amount : null, counted.Lot, $"{counted.ExpiresOn:yyyy-MM-dd}")));
        }
        return read;
    }

    static readonly Dictionary<string, long> NoPlaces = [];
}
