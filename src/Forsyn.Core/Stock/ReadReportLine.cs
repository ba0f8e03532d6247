using System.Globalization;
using Forsyn.Core.Ledger;

namespace Forsyn.Core.Stock;

/// <summary>Reads what is written on a line of a report, and says of each cell what cannot be read.</summary>
public static class ReadReportLine
{
    static readonly string[] Days = ["yyyy-MM-dd", "dd.MM.yyyy", "d.M.yyyy", "yyyy/MM/dd"];
    static readonly string[] Months = ["yyyy-MM", "MM.yyyy"];

    /// <summary>The line; null when anything in it could not be read, which was then added to the findings.</summary>
    /// <param name="places">The holder's places by key and by name in small letters.</param>
    /// <param name="difference">Whether the figures are what was added and taken, which may be below zero.</param>
    public static CountedLine? Of(
        ReportLine line, IReadOnlyDictionary<string, long> places, bool difference, List<Finding> findings)
    {
        var before = findings.Count;
        void Fault(string code, string column, string? value, params string[] more) =>
            findings.Add(ReportFault.Of(code, line.Row, column, value, more));

        var article = Clean(line.ArticleNumber);
        // Spreadsheets take leading zeros away.
        if (article.Length is > 0 and < 6 && article.All(char.IsAsciiDigit)) article = article.PadLeft(6, '0');
        if (!Catalogue.ArticleNumber.TryParse(article, out _))
            Fault("report-article-wrong", "articleNumber", line.ArticleNumber);
        var lot = Clean(line.LotNumber);
        if (lot.Length is 0 or > 40) Fault("report-lot-missing", "lotNumber", line.LotNumber);
        var expires = Expiry(Clean(line.ExpiresOn));
        if (expires is null && Clean(line.ExpiresOn).Length > 0)
            Fault("report-expiry-unreadable", "expiresOn", line.ExpiresOn);
        var amount = Number(line.Quantity);
        if (amount is null) Fault("report-quantity-unreadable", "quantity", line.Quantity);
        else if (amount < 0 && !difference) Fault("report-quantity-negative", "quantity", line.Quantity);
        else if (Math.Abs(amount.Value) > LedgerRules.Largest.Units / 1_000_000)
            Fault("report-quantity-large", "quantity", line.Quantity);
        var packs = CountedIn.AreInPacks(line.Unit);
        if (packs is null) Fault("report-unit-unknown", "unit", line.Unit);
        long? place = null;
        if (Clean(line.Place) is { Length: > 0 } named)
            if (places.TryGetValue(named.ToLowerInvariant(), out var id)) place = id;
            else Fault("report-place-unknown", "place", named, "possible", string.Join(", ", places.Keys.Order()));
        Pool? pool = null;
        if (Clean(line.Pool) is { Length: > 0 } word)
            if (Kebab.TryParse<Pool>(word.ToLowerInvariant(), out var known) && known != Pool.None) pool = known;
            else Fault("report-pool-unknown", "pool", word, "possible",
                string.Join(", ", Kebab.All<Pool>().Where(name => name != Kebab.Of(Pool.None))));
        return findings.Count > before ? null
            : new(line.Row, article, lot, expires, amount!.Value, packs!.Value, place, pool);
    }

    static string Clean(string? text) => text?.Trim() ?? "";

    static long? Number(string? text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var plain)) return plain;
        var digits = string.Concat((text ?? "").Where(letter => !char.IsWhiteSpace(letter))).Replace('−', '-');
        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : null;
    }

    // A month alone means its last day, as on packages.
    static DateOnly? Expiry(string text) =>
        DateOnly.TryParseExact(text, Days[0], CultureInfo.InvariantCulture, DateTimeStyles.None, out var usual) ? usual
        : DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : DateOnly.TryParseExact(text, Months, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? month.AddMonths(1).AddDays(-1) : null;
}

/// <summary>What is wrong in one cell of a report.</summary>
public static class ReportFault
{
    public static Finding Of(string code, int row, string column, string? value, params string[] more) => new(
        code, Severity.Block, row, [], "",
        Refusal.Of(code, [.. (string[])["column", column, "value", value ?? ""], .. more]).Args);
}
