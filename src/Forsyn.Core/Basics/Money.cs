using System.Globalization;

namespace Forsyn.Core.Basics;

/// <summary>An amount in whole øre (1/100 krone); overflow throws.</summary>
public readonly record struct Money(long Ore) : IComparable<Money>
{
    public static readonly Money Zero = new(0);
    public static Money Kroner(long kroner) => new(kroner * 100);
    public bool IsZero => Ore == 0;
    public static Money operator +(Money a, Money b) => new(a.Ore + b.Ore);
    public static Money operator -(Money a, Money b) => new(a.Ore - b.Ore);
    public static Money operator -(Money a) => new(-a.Ore);
    public static Money operator *(Money a, long n) => new(a.Ore * n);
    public static bool operator <(Money a, Money b) => a.Ore < b.Ore;
    public static bool operator >(Money a, Money b) => a.Ore > b.Ore;
    public int CompareTo(Money other) => Ore.CompareTo(other.Ore);
    public static Money Sum(IEnumerable<Money> parts) => parts.Aggregate(Zero, (a, b) => a + b);

    /// <summary>Kroner with a point and two decimals, the form of the API: 200.00.</summary>
    public override string ToString()
    {
        var absolute = Ore < 0 ? (UInt128)(-(Int128)Ore) : (UInt128)Ore;
        return string.Create(CultureInfo.InvariantCulture,
            $"{(Ore < 0 ? "-" : "")}{absolute / 100}.{absolute % 100:00}");
    }

    /// <summary>Reads the form of <see cref="ToString"/>; at most two decimals, otherwise false.</summary>
    public static bool TryParse(string? text, out Money money)
    {
        money = Zero;
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var kroner)) return false;
        var ore = kroner * 100;
        if (ore != decimal.Truncate(ore) || ore > long.MaxValue || ore < long.MinValue) return false;
        money = new Money((long)ore);
        return true;
    }
}

/// <summary>A rate in millionths (25 % = 250 000).</summary>
public readonly record struct Rate(long Millionths)
{
    public static Rate Percent(decimal percent) => new((long)(percent * 10_000m));
    /// <summary>The share of an amount, rounded half away from zero to whole øre.</summary>
    public Money Of(Money amount)
    {
        var product = (Int128)amount.Ore * Millionths;
        var rounded = (Int128.Abs(product) + 500_000) / 1_000_000;
        return new Money((long)(product < 0 ? -rounded : rounded));
    }
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Millionths / 10_000m:0.####} %");
}
