using System.Globalization;
using System.Text.Json;

namespace Forsyn.Core.Basics;

/// <summary>Reads rule files into a book and collects every error on the way.</summary>
sealed class RuleBookReader
{
    static readonly string[] Fields = ["number", "unit", "values", "law", "requirements", "source", "ownChoice"];
    static readonly string[] RowFields = ["from", "to", "value"];

    readonly List<Finding> _errors = [];
    readonly Dictionary<string, RuleNumber> _numbers = [];

    internal static Result<RuleBook> Read(IEnumerable<(string Name, string Json)> files)
    {
        var reader = new RuleBookReader();
        foreach (var (name, json) in files) reader.ReadFile(name, json);
        return reader._errors.Count == 0
            ? new RuleBook(reader._numbers.Values)
            : reader.Unreadable();
    }

    /// <summary>Reads rule sets over a book: each set is the book with what the set says otherwise.</summary>
    internal static Result<RuleSets> ReadSets(RuleBook book, string file, string json)
    {
        var reader = new RuleBookReader();
        var sets = new List<RuleSet>();
        reader.ReadList(file, "set", json, (where, element) =>
        {
            if (new RuleSetReader(reader, book).Read(where, element) is { } set) sets.Add(set);
        });
        foreach (var twice in sets.GroupBy(s => s.Name).Where(g => g.Count() > 1))
            reader.Error("rule-set-twice", file, $"{twice.Key} is written more than once", "keep one of them");
        return reader._errors.Count == 0 ? new RuleSets(book, sets) : reader.Unreadable();
    }

    Refusal Unreadable() =>
        Refusal.Of("rules-unreadable", "errors", $"{_errors.Count}") with { Findings = _errors };

    internal void Error(string code, string where, string what, string mend) =>
        _errors.Add(new Finding(code, Severity.Block, null, [], "",
            new Dictionary<string, string> { ["where"] = where, ["what"] = what, ["mend"] = mend }));

    void ReadFile(string file, string json) => ReadList(file, "number", json, (where, rule) =>
    {
        if (ReadNumber(where, rule) is { } number && !_numbers.TryAdd(number.Number, number))
            Error("rule-number-twice", $"{where} ({number.Number})", $"{number.Number} is written more than once",
                "keep one of them");
    });

    void ReadList(string file, string kind, string json, Action<string, JsonElement> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                Error("rule-file-not-a-list", file, "the file is not a list", "write what it holds in [ ]");
                return;
            }
            var place = 0;
            foreach (var element in document.RootElement.EnumerateArray()) read($"{file} {kind} {++place}", element);
        }
        catch (JsonException e)
        {
            Error("rule-file-not-json", $"{file} line {e.LineNumber + 1}", e.Message, "write the file as JSON");
        }
    }

    internal RuleNumber? ReadNumber(string where, JsonElement rule)
    {
        if (!IsObject(where, rule)) return null;
        Unknown(where, rule, Fields);
        var number = Text(where, rule, "number");
        if (number is not null) where = $"{where} ({number})";
        var unit = ReadUnit(where, rule);
        var values = ReadValues(where, rule, unit);
        var requirements = ReadRequirements(where, rule);
        var source = Text(where, rule, "source");
        var law = rule.TryGetProperty("law", out _) ? Text(where, rule, "law", mayBeEmpty: true) : "";
        if (number is null || unit is null || source is null || law is null) return null;
        return new RuleNumber(number, unit.Value, values, law, requirements, source, OwnChoice(rule));
    }

    internal bool IsObject(string where, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object) return true;
        Error("rule-not-an-object", where, "this is not an object", "write it in { }");
        return false;
    }

    internal static bool OwnChoice(JsonElement rule) =>
        rule.TryGetProperty("ownChoice", out var choice) && choice.ValueKind == JsonValueKind.True;

    internal void Unknown(string where, JsonElement element, string[] known)
    {
        foreach (var field in element.EnumerateObject().Select(p => p.Name).Except(known))
            Error("rule-field-unknown", where, $"unknown field {field}", $"use only {string.Join(", ", known)}");
    }

    internal string? Text(string where, JsonElement element, string field, bool mayBeEmpty = false)
    {
        if (element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            && (mayBeEmpty || value.GetString() is not ""))
            return value.GetString();
        Error("rule-field-missing", where, $"{field} is missing or not a text", $"write \"{field}\": \"…\"");
        return null;
    }

    RuleUnit? ReadUnit(string where, JsonElement rule)
    {
        if (Text(where, rule, "unit") is not { } text) return null;
        foreach (var unit in Enum.GetValues<RuleUnit>())
            if (text == unit.ToString().ToLowerInvariant()) return unit;
        Error("rule-unit-unknown", where, $"unknown unit {text}", "use ore, days, months, hours, rate, count or flag");
        return null;
    }

    List<string> ReadRequirements(string where, JsonElement rule)
    {
        if (!rule.TryGetProperty("requirements", out var list)) return [];
        if (list.ValueKind is JsonValueKind.Array
            && list.EnumerateArray().All(e => e.ValueKind is JsonValueKind.String))
            return [.. list.EnumerateArray().Select(e => e.GetString()!)];
        Error("rule-requirements-not-a-list", where, "requirements is not a list of texts", "write [\"FEE-001\"]");
        return [];
    }

    List<RuleValue> ReadValues(string where, JsonElement rule, RuleUnit? unit)
    {
        var rows = new List<RuleValue>();
        if (!rule.TryGetProperty("values", out var list) || list.ValueKind != JsonValueKind.Array
            || list.GetArrayLength() == 0)
        {
            Error("rule-values-missing", where, "values is missing or empty", "write at least one dated value");
            return rows;
        }
        var place = 0;
        foreach (var row in list.EnumerateArray())
            if (ReadRow($"{where} value {++place}", row, unit) is { } value) rows.Add(value);
        rows.Sort((a, b) => a.Valid.From.CompareTo(b.Valid.From));
        for (var i = 1; i < rows.Count; i++)
            if (rows[i - 1].Valid.Overlaps(rows[i].Valid))
                Error("rule-values-overlap", where, $"{rows[i - 1].Valid} overlaps {rows[i].Valid}",
                    "end the earlier value on the day the later one begins");
        return rows;
    }

    RuleValue? ReadRow(string where, JsonElement row, RuleUnit? unit)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            Error("rule-value-not-an-object", where, "a dated value is no object", "write from, to and value in { }");
            return null;
        }
        Unknown(where, row, RowFields);
        var valid = ReadRange(where, row);
        var value = ReadValue(where, row, unit);
        return valid is null || value is null ? null : new RuleValue(valid.Value, value.Value);
    }

    internal DateRange? ReadRange(string where, JsonElement row)
    {
        var from = ReadDate(where, row, "from");
        var open = !row.TryGetProperty("to", out var end) || end.ValueKind == JsonValueKind.Null;
        var to = open ? null : ReadDate(where, row, "to");
        if (from is null || (!open && to is null)) return null;
        if (to is null || to > from) return new DateRange(from.Value, to);
        Error("rule-dates-reversed", where, $"to {to:yyyy-MM-dd} is not later than from {from:yyyy-MM-dd}",
            "to is the first day it no longer holds");
        return null;
    }

    DateOnly? ReadDate(string where, JsonElement row, string field)
    {
        if (row.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var day))
            return day;
        Error("rule-date-unreadable", where, $"{field} is missing or not a date", $"write \"{field}\": \"2026-01-31\"");
        return null;
    }

    long? ReadValue(string where, JsonElement row, RuleUnit? unit)
    {
        var kind = row.TryGetProperty("value", out var value) ? value.ValueKind : JsonValueKind.Undefined;
        if (unit is RuleUnit.Flag && kind is JsonValueKind.True or JsonValueKind.False)
            return kind == JsonValueKind.True ? 1 : 0;
        // Spans of time are read as int by everyone who adds them to a day, so they are held to it here.
        var most = unit is RuleUnit.Days or RuleUnit.Months or RuleUnit.Hours ? int.MaxValue : long.MaxValue;
        if (unit is not RuleUnit.Flag && kind is JsonValueKind.Number && value.TryGetInt64(out var whole)
            && whole >= 0 && whole <= most)
            return whole;
        if (unit is null) return null; // the unknown unit is the error, and it is already said
        Error("rule-value-unreadable", where, "value does not fit the unit", unit switch
        {
            RuleUnit.Flag => "write true or false",
            RuleUnit.Ore => "write whole øre: 20000 is 200 kroner",
            RuleUnit.Rate => "write whole millionths: 250000 is 25 %",
            _ => "write a whole number, zero or more",
        });
        return null;
    }
}
