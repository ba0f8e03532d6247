using System.Text;

namespace Forsyn.Core.Basics.Gs1;

/// <summary>One value behind its application identifier.</summary>
public readonly record struct Element(string Ai, string Value);

/// <summary>
/// What a GS1 barcode says: elements whose lengths, characters, check digits and dates are in order. Written (01)…
/// for people, and ^01… for machines, where ^ stands for FNC1 and | for the start of a composite component.
/// </summary>
public sealed class ElementString
{
    readonly int? _compositeFrom;

    internal ElementString(IReadOnlyList<Element> elements, int? compositeFrom) =>
        (Elements, _compositeFrom) = (elements, compositeFrom);

    public IReadOnlyList<Element> Elements { get; }

    /// <summary>The value behind an application identifier; null when it is not there.</summary>
    public string? this[string ai] => Elements.Where(e => e.Ai == ai).Select(e => e.Value).FirstOrDefault();

    public Gtin? Gtin => this["01"] is { } digits ? Gs1.Gtin.Parse(digits).Value : null;
    public string? Lot => this["10"];
    public string? Serial => this["21"];
    /// <summary>The last day of use; day 00 is the last of the month, and the century is the one nearest to
    /// today.</summary>
    public DateOnly? Expiry(DateOnly today) => this["17"] is { } date ? Gs1Date.Read(date, today).Value : null;

    /// <summary>What the 2D code on a medicine package says, in the order the packages print it.</summary>
    public static Result<ElementString> OfPackage(Gtin gtin, DateOnly expiry, string lot, string? serial)
    {
        List<Element> elements = [new("01", gtin.As14), new("17", Gs1Date.Write(expiry)), new("10", lot)];
        if (serial is not null) elements.Add(new Element("21", serial));
        return ElementReader.Check(elements, null, allowUnknown: false);
    }

    /// <summary>
    /// Reads the form ^01…. Refusals: gs1-not-an-element-string, gs1-unknown-ai, gs1-value-too-short,
    /// gs1-value-too-long, gs1-repeated-ai, and one for each check of a value, such as gs1-incorrect-check-digit; all
    /// name the ai.
    /// </summary>
    /// <param name="allowUnknown">Take identifiers newer than our table for what their siblings are.</param>
    public static Result<ElementString> Read(string text, bool allowUnknown = false) =>
        ElementReader.Read(text, ElementReader.Running, allowUnknown);

    /// <summary>Reads the form (01)…, where \( is a bracket inside a value. Refusals as for Read.</summary>
    public static Result<ElementString> ReadBracketed(string text, bool allowUnknown = false) =>
        ElementReader.Read(text, ElementReader.Bracketed, allowUnknown);

    /// <summary>
    /// The same elements, or a refusal when they do not go together: gs1-needs-other-ai, gs1-excludes-other-ai. Apart
    /// from reading, since what is missing may stand in another barcode on the same item.
    /// </summary>
    public Result<ElementString> GoTogether()
    {
        foreach (var element in Elements)
        {
            var rule = AiTable.Find(element.Ai, allowUnknown: true)!;
            if (rule.Needs.Count > 0 && !rule.Needs.Any(group => group.All(Has)))
                return Refusal.Of("gs1-needs-other-ai", "ai", element.Ai,
                    "others", string.Join(" ", rule.Needs.Select(group => string.Join("+", group))));
            foreach (var other in Elements.Select(e => e.Ai).Where(ai => ai != element.Ai))
                if (rule.Excludes.Any(pattern => ApplicationIdentifier.Fits(other, pattern)))
                    return Refusal.Of("gs1-excludes-other-ai", "ai", element.Ai, "other", other);
        }
        return this;
    }

    bool Has(string pattern) => Elements.Any(element => ApplicationIdentifier.Fits(element.Ai, pattern));

    /// <summary>The form (01)…, for people and for programs that draw barcodes.</summary>
    public string ToBracketed() =>
        Write("", "|", (text, element, _) => text.Append($"({element.Ai}){element.Value.Replace("(", "\\(")}"));

    /// <summary>The form ^01….</summary>
    public override string ToString() => Write("^", "|^", (text, element, ended) =>
        text.Append(ended ? "" : "^").Append(element.Ai).Append(element.Value));

    string Write(string start, string composite, Action<StringBuilder, Element, bool> append)
    {
        var text = new StringBuilder(start);
        var ended = true; // nothing before, or a value whose length is known
        for (var i = 0; i < Elements.Count; i++)
        {
            if (i == _compositeFrom)
            {
                text.Append(composite);
                ended = true;
            }
            append(text, Elements[i], ended);
            ended = !AiTable.Find(Elements[i].Ai, allowUnknown: true)!.NeedsFnc1;
        }
        return text.ToString();
    }
}
