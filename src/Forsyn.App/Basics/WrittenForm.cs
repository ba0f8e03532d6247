using System.Globalization;

namespace Forsyn.App.Basics;

/// <summary>Reads what people write in forms; what cannot be used is a finding.</summary>
sealed class WrittenForm(string requirement)
{
    public const int LongestLine = 300, LongestText = 4000;

    public List<Finding> Faults { get; } = [];

    /// <summary>The findings under one code, or null where nothing is wrong.</summary>
    public Refusal? Refused(string code) => Faults.Count == 0 ? null
        : new(code, Refusal.Of("", "errors", $"{Faults.Count}").Args, Faults);

    public void Fault(string code, params string[] args) => At(null, code, args);

    public void At(int? line, string code, params string[] args) =>
        Faults.Add(new(code, Severity.Block, line, [requirement], "", Refusal.Of(code, args).Args));

    /// <summary>A text that must be there; finding with the code where it is empty or too long.</summary>
    public string Text(string? text, string code, int most = LongestText, bool needed = true)
    {
        var read = text?.Trim() ?? "";
        if (read.Length > most || needed && read.Length == 0) Fault(code, "most", $"{most}");
        return read;
    }

    /// <summary>A day that must be there, from the first day on.</summary>
    public DateOnly? Day(string? text, string code, DateOnly? first = null, DateOnly? last = null, bool needed = true)
    {
        if (!needed && string.IsNullOrWhiteSpace(text)) return null;
        if (DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", out var day) && !(day < first) && !(day > last))
            return day;
        Fault(code, "day", text ?? "", "first", $"{first:yyyy-MM-dd}", "last", $"{last:yyyy-MM-dd}");
        return null;
    }

    public long? Whole(string? text, string code, long most, int? line = null)
    {
        var digits = string.Concat((text ?? "").Where(letter => !char.IsWhiteSpace(letter)));
        if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most)
            return number;
        At(line, code, "value", text ?? "", "most", $"{most}");
        return null;
    }

    public T? Word<T>(string? text, string code, int? line = null) where T : struct, Enum
    {
        if (Kebab.TryParse<T>(text?.Trim() ?? "", out var value)) return value;
        At(line, code, "value", text ?? "", "possible", string.Join(", ", Kebab.All<T>()));
        return null;
    }

    /// <summary>An instant as yyyy-MM-ddTHH:mm in Oslo; null where it cannot be read.</summary>
    public static Moment? Minute(string? text) => DateTime.TryParseExact(text?.Trim(), "yyyy-MM-ddTHH:mm",
        CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
        ? Moment.InOslo(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at)) : null;
}
