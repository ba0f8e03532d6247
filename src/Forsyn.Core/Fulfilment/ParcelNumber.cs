using Forsyn.Core.Basics.Gs1;

namespace Forsyn.Core.Fulfilment;

/// <summary>Numbers of parcels (SSCC).</summary>
public static class ParcelNumber
{
    /// <summary>
    /// Made: GS1 keeps numbers from 952 for examples, so no carrier takes such a parcel for somebody else's. A real
    /// warehouse puts its own company prefix here.
    /// </summary>
    public const string MadeCompanyPrefix = "9521";

    /// <summary>The parcel number with a serial of at most twelve digits.</summary>
    public static Sscc Of(long serial)
    {
        var body = $"0{MadeCompanyPrefix}{serial:000000000000}";
        return Sscc.Parse(body + Gs1Key.CheckDigit(body)).Value;
    }
}
