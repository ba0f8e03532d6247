using System.Reflection;
using Forsyn.App.Database;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Reports;

/// <summary>The kinds of report of data/reports, with the days each row is valid, read once.</summary>
public static class ReportKinds
{
    public static readonly IReadOnlyList<ReportRule> All =
        [.. Json.Read<List<Row>>(Text("data/reports/kinds.json")).Select(row => row.ToRule())];

    /// <summary>The kinds as they are on a day.</summary>
    public static IEnumerable<ReportRule> On(DateOnly day) => All.Where(rule => rule.Valid.Contains(day));

    static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvariantBroken($"the program was built without {name}");
        return new StreamReader(stream).ReadToEnd();
    }

    sealed class Row
    {
        public StockReportKind Kind { get; init; }
        public DateOnly From { get; init; }
        public DateOnly? To { get; init; }
        public List<PartyType> Senders { get; init; } = [];
        public bool MunicipalOnly { get; init; }
        public ReportUnit Unit { get; init; }
        public List<ProductClass> Classes { get; init; } = [];
        public ReportRhythm Rhythm { get; init; }
        public int DueDays { get; init; }
        public int OddTimes { get; init; }
        public int OddLeftOutPercent { get; init; }
        public int OddLeftOutFrom { get; init; }

        public ReportRule ToRule() => new(Kind, new DateRange(From, To), Senders, MunicipalOnly, Unit, Classes, Rhythm,
            DueDays, OddTimes, Rate.Percent(OddLeftOutPercent), OddLeftOutFrom);
    }
}
