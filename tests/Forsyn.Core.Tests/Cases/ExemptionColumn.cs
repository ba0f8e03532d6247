using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Core.Tests.Ordering;

namespace Forsyn.Core.Tests.Cases;

/// <summary>Reads the column exemption: words for what proves the licence exemption of a line.</summary>
static class ExemptionColumn
{
    static readonly string[] Plain =
    [
        "named-patient", "department", "practice", "new", "unknown", "used", "year", "unnamed", "approval", "pending",
        "refused", "agency", "undocumented", "missing",
    ];
    static readonly string[] Valued = ["applied", "granted", "used", "from", "to"];

    public static LineFacts Read(LineFacts line, string text)
    {
        var words = CaseColumns.List(text);
        foreach (var word in words)
            if (!Plain.Contains(word) && !(word.Contains('=') && Valued.Contains(word.Split('=')[0])))
                throw new CaseWrong($"'{word}' is no word of an exemption");
        bool Has(string word) => words.Contains(word);
        long? Value(string name) => words.Where(word => word.StartsWith(name + "="))
            .Select(word => (long?)CaseColumns.Number(word[(name.Length + 1)..])).FirstOrDefault();
        var kind = words.Select(word => Kebab.TryParse<ExemptionKind>(word, out var k) ? k : (ExemptionKind?)null)
            .FirstOrDefault(k => k is not null);
        var file = Has("unknown") ? ApplicationFile.Unknown : Has("used") ? ApplicationFile.Used : default;
        Quantity? Doses(string name) => Value(name) is { } doses ? new Quantity(doses) : null;
        var found = Has("missing") ? null : new Exemption(
            1, kind ?? ExemptionKind.NamedPatient, line.Product.ArticleNumber.ToString(),
            Has("pending") ? ExemptionState.Submitted : Has("refused") ? ExemptionState.Refused
                : ExemptionState.Approved,
            Doses("granted"), Doses("used") ?? Quantity.Zero, An.Morning.Day.AddDays((int)(Value("from") ?? -10)),
            An.Morning.Day.AddDays((int)(Value("to") ?? 10)), Has("agency"), Has("agency") && !Has("undocumented"));
        var earlier = Has("approval") || Has("pending") || Has("refused") || Has("missing");
        return line with
        {
            Exemption = new(kind, Has("new") ? new NewApplication(file, Has("year"), Doses("applied")) : null,
                earlier ? new EarlierApproval("1", found) : null),
            Patient = Has("unnamed") ? null : new PatientData("Kari Made", "15076500565", "0301"),
        };
    }
}
