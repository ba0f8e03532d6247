using System.Globalization;
using System.Text.Json.Serialization;

namespace Forsyn.Core.Stock.ColdChain;

/// <summary>A temperature in whole thousandths of a degree Celsius, so that limits compare exactly.</summary>
public readonly record struct Celsius(long Milli) : IComparable<Celsius>
{
    const long ZeroMilliKelvin = 273_150;

    public static Celsius Of(decimal degrees) =>
        new((long)decimal.Round(degrees * 1000, MidpointRounding.AwayFromZero));

    public static Celsius OfFahrenheit(decimal degrees) => Of((degrees - 32) * 5 / 9);

    /// <summary>Rule numbers are never below zero, so they keep temperatures as thousandths of a kelvin.</summary>
    public static Celsius OfMilliKelvin(long milliKelvin) => new(milliKelvin - ZeroMilliKelvin);

    public decimal Degrees => Milli / 1000m;
    /// <summary>Kelvin, for the mean kinetic temperature.</summary>
    [JsonIgnore]
    public double Kelvin => (Milli + ZeroMilliKelvin) / 1000.0;
    /// <summary>The degree at or above it: 25 °C is in 25, 25.001 °C in 26.</summary>
    [JsonIgnore]
    public int DegreeUp => (int)Math.Ceiling(Degrees);

    public int CompareTo(Celsius other) => Milli.CompareTo(other.Milli);
    public static bool operator <(Celsius a, Celsius b) => a.Milli < b.Milli;
    public static bool operator >(Celsius a, Celsius b) => a.Milli > b.Milli;
    public static bool operator <=(Celsius a, Celsius b) => a.Milli <= b.Milli;
    public static bool operator >=(Celsius a, Celsius b) => a.Milli >= b.Milli;
    public override string ToString() => Degrees.ToString("0.###", CultureInfo.InvariantCulture);
}

/// <summary>What a logger measured at an instant; it holds until the next reading.</summary>
public readonly record struct Reading(Moment At, Celsius Temperature);
