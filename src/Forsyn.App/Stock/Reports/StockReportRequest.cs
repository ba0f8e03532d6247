using System.Security.Cryptography;
using System.Text;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Reports;

/// <summary>A report of stock as it came in.</summary>
/// <param name="Kind">national-stockpile, specialist-care or municipal-equipment; left out where the holder sends
/// only one.</param>
/// <param name="Day">The day it was counted at the end of, yyyy-MM-dd.</param>
/// <param name="Difference">The figures are what was added and taken, not what there is.</param>
/// <param name="Source">file, page or api.</param>
/// <param name="Name">Name of the file, empty where there was none.</param>
public sealed record StockReportRequest(
    string? Kind, string? Day, IReadOnlyList<ReportLine> Lines, bool Difference = false, string Source = "api",
    string Name = "")
{
    /// <summary>What the report says, whoever carried it: two alike change nothing.</summary>
    internal string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string? text)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text?.Trim() ?? ""));
            hash.AppendData([0]);
        }
        Add(Difference ? "difference" : "full");
        foreach (var line in Lines)
            foreach (var cell in (string?[])[line.ArticleNumber, line.LotNumber, line.ExpiresOn, line.Quantity,
                line.Unit, line.Place, line.Pool])
                Add(cell);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>What became of a report.</summary>
/// <param name="AlreadyDone">The same report was booked before; nothing was changed now.</param>
/// <param name="Moved">Lines whose figure differed from the books and was booked.</param>
/// <param name="Corrected">Earlier transfers that were undone, since a figure of the day had been reported
/// before.</param>
/// <param name="LaterDay">A later count whose figures stand; it was booked anew from the corrected day.</param>
/// <param name="LeftToRecall">Units missing of recalled lots, which the recall accounts for.</param>
/// <param name="Held">Lines that wait until somebody has looked at them.</param>
public sealed record StockReportAnswer(
    long Id, StockReportKind Kind, DateOnly Day, bool AlreadyDone, long Lines, long Moved, long UnitsIn, long UnitsOut,
    long Corrected, DateOnly? LaterDay, long LeftToRecall, long Held);
