namespace Forsyn.Web.Pages.Stock;

/// <summary>What the colour of a circle shows.</summary>
public enum MapFigure { PerThousand, Units, Expiring }

/// <summary>
/// Values in five classes of about equally many places, so that one great store does not make all others look alike.
/// A class begins at its lower bound; zero and less is a class of its own, 0.
/// </summary>
public sealed record MapScale(IReadOnlyList<long> From)
{
    const int Classes = 5;

    public static MapScale Of(IEnumerable<long> values)
    {
        var sorted = values.Where(value => value > 0).Order().ToList();
        if (sorted.Count == 0) return new([]);
        var bounds = Enumerable.Range(1, Classes - 1).Select(step => Round(sorted[sorted.Count * step / Classes]));
        return new([1, .. bounds.Where(bound => bound > 1).Distinct().Order()]);
    }

    /// <summary>The class of a value: 0 for nothing, otherwise 1 and up, spread so that the last is always 5.</summary>
    public int ClassOf(long value) => value <= 0 ? 0 : Tone(From.Count(from => from <= value) - 1);

    /// <summary>Each class with its bounds; the last has no upper one.</summary>
    public IEnumerable<(int Tone, long From, long? To)> Legend =>
        From.Select((from, i) => (Tone(i), from, i + 1 < From.Count ? From[i + 1] - 1 : (long?)null));

    int Tone(int index) => From.Count == 1 ? Classes : 1 + index * (Classes - 1) / (From.Count - 1);

    // Two figures are enough to tell classes apart: 1 234 is 1 200.
    static long Round(long value)
    {
        var step = 1L;
        while (value / step >= 100) step *= 10;
        return value / step * step;
    }
}
