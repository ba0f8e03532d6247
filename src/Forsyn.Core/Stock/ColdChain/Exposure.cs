namespace Forsyn.Core.Stock.ColdChain;

/// <summary>What units have been through outside their range, all their excursions together.</summary>
/// <param name="SecondsByDegree">Seconds in each whole degree, see <see cref="Excursion"/>.</param>
/// <param name="Lowest">The coldest of all excursions; null where there was none.</param>
public sealed record Exposure(IReadOnlyDictionary<int, long> SecondsByDegree, Celsius? Lowest)
{
    public static readonly Exposure None = new(new Dictionary<int, long>(), null);

    public static Exposure Of(Excursion excursion) => new(excursion.SecondsByDegree, excursion.Lowest);

    /// <summary>One after the other: the times add up.</summary>
    public Exposure Then(Exposure other)
    {
        var sum = new SortedDictionary<int, long>(SecondsByDegree.ToDictionary());
        foreach (var (degree, seconds) in other.SecondsByDegree)
            sum[degree] = sum.GetValueOrDefault(degree) + seconds;
        return new(sum, Colder(other));
    }

    /// <summary>
    /// Units with two histories stand together and look alike: all of them are held to have been through the worst of
    /// either, degree by degree.
    /// </summary>
    public Exposure Or(Exposure other) => new(Larger(SecondsByDegree, other.SecondsByDegree), Colder(other));

    internal static SortedDictionary<int, long> Larger(
        IReadOnlyDictionary<int, long> a, IReadOnlyDictionary<int, long> b)
    {
        var larger = new SortedDictionary<int, long>(a.ToDictionary());
        foreach (var (degree, seconds) in b)
            larger[degree] = Math.Max(seconds, larger.GetValueOrDefault(degree));
        return larger;
    }

    Celsius? Colder(Exposure other) =>
        Lowest is { } a && other.Lowest is { } b ? a <= b ? a : b : Lowest ?? other.Lowest;
}
