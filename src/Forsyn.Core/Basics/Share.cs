namespace Forsyn.Core.Basics;

/// <summary>
/// Divides a total by weights with the largest remainder: parts sum to the total exactly, a smaller weight never gets
/// more, weight zero gets nothing, and among equals the first in order is served first.
/// </summary>
public static class Share
{
    /// <summary>
    /// The parts in the order of the weights. A negative total (a credit) is divided like the positive one. Negative
    /// weights, or a total other than zero with nothing to divide it by, throw InvariantBroken.
    /// </summary>
    public static long[] Split(long total, IReadOnlyList<long> weights)
    {
        // 128 bits hold any long times any long, and the sum of as many longs as memory holds.
        Int128 sum = 0;
        foreach (var weight in weights)
        {
            if (weight < 0) throw new InvariantBroken($"a share has a negative weight: {weight}");
            sum += weight;
        }
        if (sum == 0)
            return total == 0 ? new long[weights.Count] : throw new InvariantBroken($"nothing to divide {total} by");

        var size = Int128.Abs(total);
        var parts = new Int128[weights.Count];
        var rests = new Int128[weights.Count];
        var left = size;
        for (var i = 0; i < parts.Length; i++)
        {
            (parts[i], rests[i]) = Int128.DivRem(size * weights[i], sum);
            left -= parts[i];
        }
        // OrderBy is stable, which is what makes ties go by order.
        var byRest = Enumerable.Range(0, parts.Length).OrderByDescending(i => rests[i]);
        foreach (var i in byRest.Take((int)left)) parts[i] += 1;
        return Array.ConvertAll(parts, part => (long)(total < 0 ? -part : part));
    }

    /// <summary>An amount in whole øre divided by weights; the øre sum exactly.</summary>
    public static Money[] Split(Money total, IReadOnlyList<long> weights) =>
        Array.ConvertAll(Split(total.Ore, weights), ore => new Money(ore));

    /// <summary>Whole units divided by weights. With weights as what each asks for, and no more to give than is asked
    /// for in all, nobody gets more than asked.</summary>
    public static Quantity[] Split(Quantity total, IReadOnlyList<long> weights) =>
        Array.ConvertAll(Split(total.Units, weights), units => new Quantity(units));
}
