using System.Text.Json;

namespace Forsyn.Core.Basics;

/// <summary>Reads one rule set over a book; its errors go to the reader of the file.</summary>
sealed class RuleSetReader(RuleBookReader reader, RuleBook book)
{
    static readonly string[] Fields = ["set", "from", "to", "source", "numbers", "rules"];
    static readonly string[] RuleFields = ["rule", "from", "to", "on", "law", "source", "ownChoice"];

    internal RuleSet? Read(string where, JsonElement set)
    {
        if (!reader.IsObject(where, set)) return null;
        reader.Unknown(where, set, Fields);
        var name = reader.Text(where, set, "set");
        if (name is not null) where = $"{where} ({name})";
        var valid = reader.ReadRange(where, set);
        var source = reader.Text(where, set, "source");
        var numbers = Each(where, set, "numbers", Number);
        var switches = Each(where, set, "rules", Switch);
        for (var i = 0; i < switches.Count; i++)
            if (switches.Take(i).Any(s => s.Rule == switches[i].Rule && s.Valid.Overlaps(switches[i].Valid)))
                reader.Error("rule-values-overlap", where, $"{switches[i].Rule} is switched twice on a day",
                    "end the earlier on the day the later one begins");
        return name is null || valid is null || source is null ? null
            : new RuleSet(name, valid.Value, source, numbers, switches);
    }

    List<T> Each<T>(string where, JsonElement set, string field, Func<string, JsonElement, T?> read) where T : class
    {
        if (!set.TryGetProperty(field, out var list)) return [];
        if (list.ValueKind != JsonValueKind.Array)
        {
            reader.Error("rule-file-not-a-list", where, $"{field} is not a list", "write [ ]");
            return [];
        }
        return [.. list.EnumerateArray().Select((e, i) => read($"{where} {field} {i + 1}", e)).OfType<T>()];
    }

    RuleNumber? Number(string where, JsonElement element)
    {
        if (reader.ReadNumber(where, element) is not { } number) return null;
        if (book.Find(number.Number) is not { } under)
            reader.Error("rule-number-unknown", where, $"the book has no number {number.Number}",
                "write the sources' value in another file of data/rules first");
        else if (under.Unit != number.Unit)
            reader.Error("rule-unit-other", where, $"{number.Number} is in {under.Unit}, not {number.Unit}",
                "use the unit of the sources");
        else return number;
        return null;
    }

    RuleSwitch? Switch(string where, JsonElement element)
    {
        if (!reader.IsObject(where, element)) return null;
        reader.Unknown(where, element, RuleFields);
        var rule = reader.Text(where, element, "rule");
        var valid = reader.ReadRange(where, element);
        var source = reader.Text(where, element, "source");
        var law = element.TryGetProperty("law", out _) ? reader.Text(where, element, "law") : null;
        var on = !element.TryGetProperty("on", out var given) || given.ValueKind == JsonValueKind.True;
        if (on && law is null)
            reader.Error("rule-switch-empty", where, "it neither switches the rule off nor names a law",
                "write \"on\": false or \"law\": \"…\"");
        return rule is null || valid is null || source is null ? null
            : new RuleSwitch(rule, valid.Value, on, law, source, RuleBookReader.OwnChoice(element));
    }
}
