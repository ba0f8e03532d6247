namespace Forsyn.Core.Basics.Gs1;

/// <summary>
/// What a scanned or typed code says of a package: its number, and lot and last day where the code carries them.
/// </summary>
public sealed record PackageScan(Gtin Gtin, string? Lot, DateOnly? ExpiresOn)
{
    const char GroupSeparator = '\u001d';

    /// <summary>
    /// Reads what a scanner sends (with or without its symbology identifier), what is printed under a code,
    /// (01)…(17)…(10)…, or a bare number of 8 to 14 digits. Refuses as ElementString and Gtin do, and
    /// scan-names-no-package without a number.
    /// </summary>
    /// <param name="today">Decides the century of the last day.</param>
    public static Result<PackageScan> Read(string? text, DateOnly today)
    {
        var code = text?.Trim() ?? "";
        if (code.Length is >= 8 and <= 14 && Digits.All(code))
            return Gtin.Parse(code).Match<Result<PackageScan>>(gtin => new PackageScan(gtin, null, null),
                refusal => refusal);
        if (code.StartsWith(']'))
        {
            var scan = ScanData.Read(code);
            if (!scan.Ok) return scan.Refusal!;
            return scan.Value.Elements is { } said ? Of(said, today)
                : scan.Value.Gtin is { } gtin ? new PackageScan(gtin, null, null) : Refusal.Of("scan-names-no-package");
        }
        var elements = code.StartsWith('(') ? ElementString.ReadBracketed(code)
            : ElementString.Read("^" + code.TrimStart(GroupSeparator, '^').Replace(GroupSeparator, '^'));
        return elements.Ok ? Of(elements.Value, today) : elements.Refusal!;
    }

    static Result<PackageScan> Of(ElementString elements, DateOnly today) => elements.Gtin is { } gtin
        ? new PackageScan(gtin, elements.Lot, elements.Expiry(today)) : Refusal.Of("scan-names-no-package");
}
