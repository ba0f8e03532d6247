namespace Forsyn.Core.Basics.Gs1;

/// <summary>The barcodes a scanner tells apart by its symbology identifier.</summary>
public enum Symbology { Ean13, Ean8, Gs1128, DataBar, DataMatrix, Qr, DotCode }

/// <summary>
/// What a scanner read. <c>Message</c> is the data with ^ for a leading FNC1; plain text that itself begins with ^
/// gets a backslash in front. Elements are there for GS1 data, and Gtin where the barcode carries one.
/// </summary>
public sealed record Scan(Symbology Symbology, string Message, ElementString? Elements, Gtin? Gtin);

/// <summary>Turns the text a scanner sends (AIM symbology identifier, then data) into a message, and back.</summary>
public static class ScanData
{
    // In data sent by a scanner, the group separator stands for each FNC1 but the first, which the identifier tells of.
    const char GroupSeparator = '\u001d';

    static readonly (string Id, Symbology Symbology, bool Elements)[] Identifiers =
    [
        ("E0", Symbology.Ean13, false), ("E4", Symbology.Ean8, false), ("C1", Symbology.Gs1128, true),
        ("e0", Symbology.DataBar, true), ("d1", Symbology.DataMatrix, false), ("d2", Symbology.DataMatrix, true),
        ("Q1", Symbology.Qr, false), ("Q3", Symbology.Qr, true), ("J0", Symbology.DotCode, false),
        ("J1", Symbology.DotCode, true),
    ];

    /// <summary>
    /// Refusals: gs1-no-symbology-identifier, gs1-unknown-symbology, those of ElementString, and of Gtin for EAN
    /// barcodes.
    /// </summary>
    public static Result<Scan> Read(string scan)
    {
        if (scan is not [']', _, _, ..]) return Refusal.Of("gs1-no-symbology-identifier");
        var (id, data) = (scan[1..3], scan[3..]);
        foreach (var known in Identifiers)
            if (known.Id == id)
                return known.Symbology is Symbology.Ean13 or Symbology.Ean8 ? ReadEan(known.Symbology, data)
                    : known.Elements ? ReadElements(known.Symbology, data)
                    : new Scan(known.Symbology, Escape(data), null, null);
        return Refusal.Of("gs1-unknown-symbology", "identifier", id);
    }

    /// <summary>
    /// The data a scanner would send for a message (see Scan). An EAN lacking its check digit gets it. Refuses as
    /// Read does, and gs1-composite: composite components are read but never written.
    /// </summary>
    public static Result<string> Write(Symbology symbology, string message)
    {
        if (symbology is Symbology.Ean13 or Symbology.Ean8)
        {
            var bare = message.Length == Length(symbology) - 1 && Digits.All(message);
            var digits = bare ? message + Gs1Key.CheckDigit(message) : message;
            var ean = ReadEan(symbology, digits);
            return ean.Ok ? $"]{Id(symbology, false)}{digits}" : ean.Refusal!;
        }
        if (message.StartsWith('^') && message.Contains('|')) return Refusal.Of("gs1-composite");
        if (message.StartsWith('^'))
            return ElementString.Read(message).Match<Result<string>>(e => Write(symbology, e), refusal => refusal);
        return Id(symbology, false) is { } id ? $"]{id}{Unescape(message)}" : Refusal.Of("gs1-not-an-element-string");
    }

    /// <summary>The data a scanner would send for elements in a barcode: ]d2… for a DataMatrix.</summary>
    public static string Write(Symbology symbology, ElementString elements) =>
        $"]{Id(symbology, true) ?? throw new InvariantBroken($"{symbology} carries no elements")}{Carrier(elements)}";

    /// <summary>What a barcode holds behind its first FNC1, with the group separator for each later one.</summary>
    public static string Carrier(ElementString elements) => elements.ToString() is var text && !text.Contains('|')
        ? text[1..].Replace('^', GroupSeparator)
        : throw new InvariantBroken("a composite component is not written");

    static Result<Scan> ReadElements(Symbology symbology, string data)
    {
        // A ^ in the data would be taken for an FNC1.
        if (data.Contains('^')) return Refusal.Of("gs1-not-an-element-string");
        return ElementString.Read("^" + data.Replace(GroupSeparator, '^')).Match<Result<Scan>>(
            elements => new Scan(symbology, elements.ToString(), elements, elements.Gtin), refusal => refusal);
    }

    static Result<Scan> ReadEan(Symbology symbology, string data) =>
        data.Length != Length(symbology) ? Refusal.Of("gtin-length", "gtin", data)
        : Gtin.Parse(data).Match<Result<Scan>>(gtin => new Scan(symbology, data, null, gtin), refusal => refusal);

    static int Length(Symbology symbology) => symbology == Symbology.Ean13 ? 13 : 8;

    static string? Id(Symbology symbology, bool elements) =>
        Identifiers.FirstOrDefault(known => known.Symbology == symbology && known.Elements == elements).Id;

    static string Escape(string data) => data.TrimStart('\\').StartsWith('^') ? "\\" + data : data;

    static string Unescape(string message) => message.TrimStart('\\').StartsWith('^') ? message[1..] : message;
}
