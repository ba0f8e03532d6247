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
        var lines = await db.Snapshot(tx => Counted(tx, read.Value, findings));
        if (findings.Count > 0)
            return new Refusal("delivery-faulty",
                new Dictionary<string, string> { ["errors"] = $"{findings.Count}" }, findings);
        var done = await SaveDelivery.Register(
            db, head with { Lines = [.. lines.Select(Asked)] }, now, caller);
        return done.Refusal is not { Findings: { } told } refusal ? done
            : refusal with { Findings = [.. InRows(told, lines)] };
    }

    static DeliveryLineRequest Asked(CountedLine line) => new(line.Article, line.Packs ? null : line.Amount,
        line.Packs ? line.Amount : null, line.Lot, $"{line.ExpiresOn:yyyy-MM-dd}");

    /// <summary>What is said of lines by their number, said of the rows they stand in.</summary>
    internal static IEnumerable<Finding> InRows(IEnumerable<Finding> told, IReadOnlyList<CountedLine> lines) =>
        told.Select(f => f.Line is { } number ? f with { Line = lines[number - 1].Row } : f);

    /// <summary>The lines that can be read; of the others it is said what is wrong.</summary>
    internal static async Task<List<CountedLine>> Counted(
        Tx tx, IReadOnlyList<ReportLine> lines, List<Finding> findings)
    {
        var products = await NamedProducts.Load(tx, lines.Select(line => line.ArticleNumber));
        var read = new List<CountedLine>();
        foreach (var line in lines)
        {
            var article = products.Find(line.ArticleNumber)?.ArticleNumber ?? line.ArticleNumber;
            if (ReadReportLine.Of(line with { ArticleNumber = article }, NoPlaces, difference: false, findings)
                is { } counted) read.Add(counted);
        }
        return read;
    }

    static readonly Dictionary<string, long> NoPlaces = [];
}
