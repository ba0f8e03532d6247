using Forsyn.Core.Catalogue;

namespace Forsyn.Core.Stock;

/// <summary>A made lot with the days that its shelf life is shown from (SHL-004).</summary>
public sealed record MadeLot(string Number, DateOnly ProducedOn, DateOnly ReceivedOn, DateOnly ExpiresOn);

/// <summary>
/// Makes plausible lots of a package for the demonstration country; the same number, day and recipe make the same.
/// </summary>
public static class MadeLots
{
    const int Seed = 20260101;
    // A lot that is short, but not out of date: too short to be sent without the receiver's word (SHL-001).
    const int ShortFromDays = 35, ShortToDays = 85;
    const int LongFromDays = 120;
    // A medicine is there with most of a year left, but for one package in so many, where a lot was left over.
    const int SteadyFromDays = 310, OneInIsLeftOver = 9, LeftOverFromDays = 100, LeftOverToDays = 170;
    // Days from production to receipt.
    const int ReceivedFromDays = 40, ReceivedToDays = 190, SteadyToDays = 110;
    const string Letters = "ABCDEFGHJKLM";

    /// <summary>A source of chance of the package's own, so that one more package changes no other.</summary>
    public static Random Chance(ArticleNumber article) => new(Seed ^ int.Parse(article.ToString(), null));

    /// <summary>
    /// Lots in the order they expire. Of three or more, the first has less than the guaranteed 90 days left.
    /// </summary>
    public static IReadOnlyList<MadeLot> Of(int count, int shelfLifeMonths, DateOnly today, Random chance)
    {
        var longest = Longest(shelfLifeMonths, today);
        var from = Math.Min(LongFromDays, longest / 2);
        var shorts = count >= 3 && longest > LongFromDays ? 1 : 0;
        var days = Enumerable.Range(0, count).Select(n => n < shorts
            ? chance.Next(ShortFromDays, ShortToDays)
            : Step(n - shorts, count - shorts, from, longest, chance));
        return Lots(days, shelfLifeMonths, ReceivedToDays, today, chance);
    }

    /// <summary>
    /// Lots of a medicine that is bought and sold steadily, in the order they expire: all have more than half a year
    /// left, but for one that was left over at a few packages.
    /// </summary>
    public static IReadOnlyList<MadeLot> Steady(int count, int shelfLifeMonths, DateOnly today, Random chance)
    {
        var longest = Longest(shelfLifeMonths, today);
        var from = Math.Min(SteadyFromDays, longest / 3);
        var left = count >= 3 && chance.Next(OneInIsLeftOver) == 0 ? 1 : 0;
        return Lots(Enumerable.Range(0, count).Select(n => n < left ? chance.Next(LeftOverFromDays, LeftOverToDays)
            : Step(n - left, count - left, from, longest, chance)), shelfLifeMonths, SteadyToDays, today, chance);
    }

    static int Longest(int shelfLifeMonths, DateOnly today) =>
        today.AddMonths(shelfLifeMonths - Math.Max(2, shelfLifeMonths / 8)).DayNumber - today.DayNumber;

    static IReadOnlyList<MadeLot> Lots(
        IEnumerable<int> days, int shelfLifeMonths, int receivedTo, DateOnly today, Random chance) =>
        [.. days.Order().Select((left, n) => Lot(n, today.AddDays(left), shelfLifeMonths, receivedTo, today, chance))];

    // One lot in each equal part of the time between the shortest and the longest life.
    static int Step(int n, int count, int from, int to, Random chance) =>
        from + (to - from) * n / count + chance.Next(1 + (to - from) / count);

    static MadeLot Lot(int n, DateOnly expires, int shelfLifeMonths, int receivedTo, DateOnly today, Random chance)
    {
        var produced = expires.AddMonths(-shelfLifeMonths);
        var received = produced.AddDays(chance.Next(ReceivedFromDays, receivedTo));
        if (received >= today) received = today.AddDays(-chance.Next(1, 15));
        var number = $"{Letters[chance.Next(Letters.Length)]}{produced.Year % 100:00}{Letters[produced.Month - 1]}" +
            $"{100 + n * 40 + chance.Next(40)}";
        return new MadeLot(number, produced, received, expires);
    }
}
