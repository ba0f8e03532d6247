namespace Forsyn.Core.Stock.ColdChain;

/// <summary>
/// The one temperature that would have done as much harm as the real course did (Haynes 1971; ICH Q1A, USP 1079.2). It
/// informs a decision, and never excuses freezing: cold lowers it.
/// </summary>
public static class MeanKineticTemperature
{
    // Heat of activation over the gas constant: 83.144 kJ/mol over 8.3144 J/(mol K), as the pharmacopoeias use it.
    const double HeatOverGas = 10_000;

    /// <summary>Time-weighted: a reading counts for the time until the next, at most the longest gap.</summary>
    /// <returns>Null without readings.</returns>
    public static Celsius? Of(IReadOnlyList<Reading> readings, TimeSpan longest)
    {
        var step = TemperatureSeries.Step(readings);
        return Of(readings.Select((reading, i) =>
        {
            var span = i + 1 < readings.Count ? readings[i + 1].At.Since(reading.At) : step;
            return (reading.Temperature, (span < longest ? span : longest).TotalSeconds);
        }));
    }

    /// <summary>Of temperatures that held equally long.</summary>
    public static Celsius? Of(IEnumerable<Celsius> temperatures) => Of(temperatures.Select(t => (t, 1.0)));

    static Celsius? Of(IEnumerable<(Celsius Temperature, double Weight)> parts)
    {
        var (sum, weights) = (0.0, 0.0);
        foreach (var (temperature, weight) in parts)
        {
            sum += weight * Math.Exp(-HeatOverGas / temperature.Kelvin);
            weights += weight;
        }
        if (weights <= 0) return null;
        var kelvin = HeatOverGas / -Math.Log(sum / weights);
        return Celsius.OfMilliKelvin((long)Math.Round(kelvin * 1000));
    }
}
