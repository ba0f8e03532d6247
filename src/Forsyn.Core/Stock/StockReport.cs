using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Stock;

/// <summary>The three reports wanted of stock that others hold (STS-011).</summary>
public enum StockReportKind { NationalStockpile, SpecialistCare, MunicipalEquipment }

/// <summary>Whose report is expected: each sender's own, or one from anybody in each municipality.</summary>
public enum ReportUnit { Holder, Municipality }

/// <summary>How often a report is expected.</summary>
public enum ReportRhythm { Daily, Weekly }

/// <summary>What a report of a kind is, on the days the row is valid.</summary>
/// <param name="MunicipalOnly">Of the senders, only those the municipality runs.</param>
/// <param name="Classes">What it counts: a full count says that there is none of what it leaves out.</param>
/// <param name="DueDays">Days after the end of the period in which it may still be sent.</param>
/// <param name="OddTimes">A figure this many times the one before is held for a look.</param>
/// <param name="OddLeftOut">The part of the lots held that a full count may leave out before that is held too.</param>
/// <param name="OddLeftOutFrom">Lots a holder must have before so much left out is odd.</param>
public sealed record ReportRule(
    StockReportKind Kind, DateRange Valid, IReadOnlyList<PartyType> Senders, bool MunicipalOnly, ReportUnit Unit,
    IReadOnlyList<ProductClass> Classes, ReportRhythm Rhythm, int DueDays, int OddTimes,
    Rate OddLeftOut, int OddLeftOutFrom)
{
    public bool IsSender(PartyType type, bool municipal) => Senders.Contains(type) && (municipal || !MunicipalOnly);

    /// <summary>The period a day lies in: the day itself, or its week from Monday to Sunday.</summary>
    public DateRange Period(DateOnly day)
    {
        if (Rhythm == ReportRhythm.Daily) return DateRange.Inclusive(day, day);
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return DateRange.Inclusive(monday, monday.AddDays(6));
    }

    /// <summary>The last day a report for the period comes in time.</summary>
    public DateOnly Due(DateRange period) => period.LastDay!.Value.AddDays(DueDays);

    /// <summary>The newest period whose report must be here by now.</summary>
    public DateRange LastDue(DateOnly today)
    {
        var period = Period(today);
        while (Due(period) >= today) period = Period(period.From.AddDays(-1));
        return period;
    }
}

/// <summary>A line of a report as it was written, with its row in the file, counted from 1 with the header.</summary>
public sealed record ReportLine(
    int Row, string? ArticleNumber, string? LotNumber, string? ExpiresOn, string? Quantity, string? Unit = null,
    string? Place = null, string? Pool = null);

/// <summary>A line that could be read.</summary>
/// <param name="Amount">As reported, in packs or in smallest units.</param>
/// <param name="Place">Id of a place of the holder's, null for all of them.</param>
/// <param name="Pool">Null for all of them.</param>
public sealed record CountedLine(
    int Row, string Article, string Lot, DateOnly? ExpiresOn, long Amount, bool Packs, long? Place, Ledger.Pool? Pool);

/// <summary>A product as a report must know it.</summary>
public sealed record ReportedProduct(string Article, string Name, ProductClass Class, long UnitsPerPack);

/// <summary>A lot that is known to the country.</summary>
public sealed record ReportedLot(long Id, string Article, string Number, DateOnly ExpiresOn);

/// <summary>Why a figure is held for a look before it is booked.</summary>
public enum OddReason { ManyTimes, UnknownLot, ExpiryChanged, PacksForUnits, UnitsForPacks, MuchLeftOut }
