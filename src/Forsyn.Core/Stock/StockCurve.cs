namespace Forsyn.Core.Stock;

/// <summary>Units that came into a layer on the day they count for, with minus those that left it.</summary>
public sealed record LayerChange(DateOnly Day, string Layer, long Units);

/// <summary>Units at the end of a day, in the order of the curve's layers.</summary>
public sealed record CurveDay(DateOnly Day, IReadOnlyList<long> Units)
{
    public long Total => Units.Sum();
}

/// <summary>
/// Units at the end of every day of a period, layer upon layer; a layer that is empty all the time is left out.
/// </summary>
public sealed record StockCurve(IReadOnlyList<string> Layers, IReadOnlyList<CurveDay> Days)
{
    /// <summary>
    /// Walks back from what stands there now: the end of a day is now less what counts for later days. The changes must
    /// hold all that count for days after the first one of the period.
    /// </summary>
    public static StockCurve Of(
        IReadOnlyList<string> layers, IReadOnlyDictionary<string, long> now, IEnumerable<LayerChange> changes,
        DateOnly first, DateOnly last)
    {
        var byDay = changes.ToLookup(change => change.Day);
        var level = layers.ToDictionary(layer => layer, layer => now.GetValueOrDefault(layer));
        void Undo(IEnumerable<LayerChange> later)
        {
            foreach (var change in later) level[change.Layer] -= change.Units;
        }
        foreach (var day in byDay.Where(day => day.Key > last)) Undo(day);
        var days = new List<CurveDay>();
        for (var day = last; day >= first; day = day.AddDays(-1))
        {
            days.Add(new(day, [.. layers.Select(layer => level[layer])]));
            Undo(byDay[day]);
        }
        days.Reverse();
        var shown = layers.Index().Where(layer => days.Any(day => day.Units[layer.Index] != 0)).ToList();
        return new([.. shown.Select(layer => layer.Item)],
            [.. days.Select(day => day with { Units = [.. shown.Select(layer => day.Units[layer.Index])] })]);
    }

    /// <summary>
    /// The days a reader of a table needs: the first, the last, and each that differs from the one before.
    /// </summary>
    public IEnumerable<CurveDay> Turns =>
        Days.Where((day, i) => i == 0 || i == Days.Count - 1 || !day.Units.SequenceEqual(Days[i - 1].Units));
}
