using System.Globalization;

namespace Forsyn.App.Texts;

/// <summary>Numbers, money, days and times as people of the language write them, on any server.</summary>
public static class Formats
{
    const string NoBreakSpace = "\u00A0";
    const string Minus = "\u2212";

    static readonly NumberFormatInfo Norwegian = new()
    {
        NumberDecimalSeparator = ",", NumberGroupSeparator = NoBreakSpace, NegativeSign = Minus,
    };

    static readonly NumberFormatInfo English = new() { NegativeSign = Minus };

    public static string Number(Language language, long value) => value.ToString("N0", Numbers(language));

    /// <summary>A decimal number with at most the given decimals.</summary>
    public static string Number(Language language, decimal value, int decimals = 1) =>
        value.ToString("#,0." + new string('#', decimals), Numbers(language));

    /// <summary>An amount with two decimals and no currency: 1 200,00; the unit belongs in the heading.</summary>
    public static string Money(Language language, Money value) => (value.Ore / 100m).ToString("N2", Numbers(language));

    /// <summary>An amount with its currency: 1 200,00 kr, or NOK 1,200.00.</summary>
    public static string Kroner(Language language, Money value) => language == Language.En
        ? "NOK" + NoBreakSpace + Money(language, value)
        : Money(language, value) + NoBreakSpace + "kr";

    /// <summary>A share in whole per cent or with decimals: 12,5 %.</summary>
    public static string Percent(Language language, decimal percent, int decimals = 1) =>
        Number(language, percent, decimals) + (language == Language.En ? "%" : NoBreakSpace + "%");

    /// <summary>22.11.2026, in English 22 Nov 2026.</summary>
    public static string Day(Language language, DateOnly day) =>
        day.ToString(language == Language.En ? "d MMM yyyy" : "dd.MM.yyyy", CultureInfo.InvariantCulture);

    public static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Day and time in Oslo.</summary>
    public static string Instant(Language language, Moment moment) =>
        $"{Day(language, moment.Day)} {Time(moment.OsloTime)}";

    /// <summary>How long ago something was, in the largest whole unit: for 3 timer siden.</summary>
    public static string Age(Language language, TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => Text.Get(language, "age.now"),
        { TotalHours: < 1 } => Text.Get(language, "age.minutes", ("n", (long)age.TotalMinutes)),
        { TotalDays: < 1 } => Text.Get(language, "age.hours", ("n", (long)age.TotalHours)),
        _ => Text.Get(language, "age.days", ("n", (long)age.TotalDays)),
    };

    /// <summary>Writes any value a text can name; the form says how to read a string in machine form.</summary>
    public static string Write(Language language, object? value, string form = "") => (value, form) switch
    {
        (string text, "number") =>
            decimal.TryParse(text, CultureInfo.InvariantCulture, out var n) ? Number(language, n, 6) : text,
        (string text, "money") => Core.Basics.Money.TryParse(text, out var money) ? Kroner(language, money) : text,
        (string text, "date") => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? Day(language, day) : text,
        (string text, "blue") => BlueWords.Write(language, text),
        (string text, "span") => SpanWords.Write(language, text),
        (null, _) => "",
        (int n, _) => Number(language, (long)n),
        (long n, _) => Number(language, n),
        (decimal n, _) => Number(language, n, 6),
        (Quantity quantity, _) => Number(language, quantity.Units),
        (Money money, _) => Kroner(language, money),
        (DateOnly day, _) => Day(language, day),
        (TimeOnly time, _) => Time(time),
        (Moment moment, _) => Instant(language, moment),
        _ => value.ToString() ?? "",
    };

    static NumberFormatInfo Numbers(Language language) => language == Language.En ? English : Norwegian;
}
