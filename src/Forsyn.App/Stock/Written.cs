namespace Forsyn.App.Stock;

/// <summary>Reads what people write in fields; what cannot be read is a finding, and is never lost.</summary>
static class Written
{
    public static string Text(string? text) => (text ?? "").Trim();

    /// <summary>A word of an enum; finding word-unknown with those that are possible.</summary>
    public static T? Word<T>(string field, string? text, List<Finding> findings) where T : struct, Enum
    {
        if (Kebab.TryParse<T>(Text(text), out var value)) return value;
        findings.Add(StockQuestion.Wrong("word-unknown", field, Text(text),
            ("possible", string.Join(", ", Kebab.All<T>()))));
        return null;
    }

    /// <summary>
    /// A day, null where nothing is written; findings day-unreadable and, after the latest, day-not-come.
    /// </summary>
    public static DateOnly? Day(string field, string? text, List<Finding> findings, DateOnly? latest = null)
    {
        if (Text(text) == "") return null;
        if (!DateOnly.TryParseExact(Text(text), "yyyy-MM-dd", out var day))
            findings.Add(StockQuestion.Wrong("day-unreadable", field, Text(text)));
        else if (day > latest) findings.Add(StockQuestion.Wrong("day-not-come", field, Text(text)));
        else return day;
        return null;
    }
}
