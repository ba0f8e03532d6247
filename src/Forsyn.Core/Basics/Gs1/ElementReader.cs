namespace Forsyn.Core.Basics.Gs1;

/// <summary>Splits a text into elements and checks each.</summary>
static class ElementReader
{
    /// <summary>Splits one component into elements, or refuses.</summary>
    internal delegate Result<List<Element>> Splitter(string text, bool allowUnknown);

    internal static Result<ElementString> Read(string text, Splitter split, bool allowUnknown)
    {
        // | is in no GS1 character set, so it can only be the start of a composite component.
        var components = text.Split('|');
        if (components.Length > 2) return NotAnElementString();
        var elements = new List<Element>();
        int? compositeFrom = null;
        foreach (var component in components)
        {
            var read = split(component, allowUnknown);
            if (!read.Ok) return read.Refusal!;
            if (elements.Count > 0) compositeFrom = elements.Count;
            elements.AddRange(read.Value);
        }
        return Check(elements, compositeFrom, allowUnknown);
    }

    internal static Result<ElementString> Check(IReadOnlyList<Element> elements, int? compositeFrom, bool allowUnknown)
    {
        if (elements.Count == 0) return NotAnElementString();
        var values = new Dictionary<string, string>();
        foreach (var (ai, value) in elements)
        {
            if (AiTable.Find(ai, allowUnknown) is not { } rule) return Refused("unknown-ai", ai);
            if (rule.Problem(value) is { } problem) return Refused(problem, ai);
            // The same value twice is one value printed twice; two values leave no way to choose.
            if (!values.TryAdd(ai, value) && values[ai] != value) return Refused("repeated-ai", ai);
        }
        return new ElementString(elements, compositeFrom);
    }

    /// <summary>Splits ^01…: a value ends at its fixed length, at the next FNC1, or with the text.</summary>
    internal static Result<List<Element>> Running(string text, bool allowUnknown)
    {
        var elements = new List<Element>();
        if (!text.StartsWith('^')) return NotAnElementString();
        var rest = text.AsSpan(1);
        while (rest.Length > 0)
        {
            if (AiTable.At(rest, allowUnknown) is not { } rule)
                return Refused("unknown-ai", rest[..Math.Min(4, rest.Length)].ToString());
            rest = rest[rule.Ai.Length..];
            var end = rest.IndexOf('^') is >= 0 and var at ? at : rest.Length;
            if (!rule.NeedsFnc1) end = Math.Min(end, rule.LongestValue);
            elements.Add(new Element(rule.Ai, rest[..end].ToString()));
            rest = rest[end..];
            // An FNC1 is allowed behind a fixed length too, and some printers leave one behind the last value.
            if (rest.Length > 0 && rest[0] == '^') rest = rest[1..];
        }
        return elements;
    }

    /// <summary>Splits (01)…; a bracket inside a value is written \(.</summary>
    internal static Result<List<Element>> Bracketed(string text, bool allowUnknown)
    {
        var elements = new List<Element>();
        var rest = text;
        while (rest.Length > 0)
        {
            var close = rest.IndexOf(')');
            if (rest[0] != '(' || close < 0) return NotAnElementString();
            var next = close + 1;
            while (next < rest.Length && (rest[next] != '(' || rest[next - 1] == '\\')) next++;
            elements.Add(new Element(rest[1..close], rest[(close + 1)..next].Replace("\\(", "(")));
            rest = rest[next..];
        }
        return elements;
    }

    static Refusal NotAnElementString() => Refusal.Of("gs1-not-an-element-string");

    static Refusal Refused(string problem, string ai) => Refusal.Of($"gs1-{problem}", "ai", ai);
}
