using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.Core.Tests.Stock.ColdChain;

public class ExcursionTests
{
    static readonly Moment Start = Moment.InOslo(new(2026, 5, 4), new(8, 0));
    static readonly ColdLimits Fridge = ColdLimits.Of(StorageCondition.Fridge, ShippedRules.Book.On(new(2026, 5, 4)));

    static List<Reading> Every(int minutes, params decimal[] degrees) =>
        [.. degrees.Select((d, i) => new Reading(Start.Plus(TimeSpan.FromMinutes(minutes * i)), Celsius.Of(d)))];

    static IReadOnlyList<Excursion> Found(int minutes, params decimal[] degrees) =>
        TemperatureSeries.Excursions(Every(minutes, degrees), Fridge);

    [Fact]
    public void The_limits_themselves_are_allowed() => Assert.Empty(Found(30, 2, 8, 2, 8));

    [Fact]
    public void A_door_that_was_opened_does_not_count_and_twenty_minutes_do()
    {
        Assert.Empty(Found(5, 5, 9, 9, 9, 5));
        var one = Assert.Single(Found(5, 5, 9, 10, 9, 8.5m, 5));
        Assert.Equal((ExcursionSide.Warm, TimeSpan.FromMinutes(20), false), (one.Side, one.Duration, one.Ongoing));
        Assert.Equal((Celsius.Of(8.5m), Celsius.Of(10)), (one.Lowest, one.Highest));
        // 1 + 2 + 1 + 0.5 degrees, five minutes each.
        Assert.Equal(22_500, one.MilliDegreeMinutes);
        Assert.Equal([(9, 900L), (10, 300L)], one.SecondsByDegree.Select(d => (d.Key, d.Value)));
    }

    [Fact]
    [Requirement("SHL-003")]
    public void Cold_counts_at_once_since_freezing_is_never_excused()
    {
        var one = Assert.Single(Found(5, 5, 1.999m, 5));
        Assert.Equal((ExcursionSide.Cold, Celsius.Of(1.999m)), (one.Side, one.Lowest));
    }

    [Fact]
    public void From_warm_to_cold_is_two_excursions() =>
        Assert.Equal([ExcursionSide.Warm, ExcursionSide.Cold], Found(30, 5, 12, 1, 5).Select(e => e.Side));

    [Fact]
    public void A_series_that_ends_outside_is_not_over()
    {
        var one = Assert.Single(Found(15, 5, 12, 13));
        Assert.Equal((true, TimeSpan.FromMinutes(30)), (one.Ongoing, one.Duration));
    }

    [Fact]
    public void A_gap_between_two_readings_outside_is_held_to_be_outside()
    {
        var readings = Every(15, 5, 12, 12, 5);
        readings.InsertRange(3, [new(Start.Plus(TimeSpan.FromHours(9)), Celsius.Of(11))]);
        readings[^1] = new(Start.Plus(TimeSpan.FromHours(10)), Celsius.Of(5));
        Assert.Equal(TimeSpan.FromMinutes(585), Assert.Single(TemperatureSeries.Excursions(readings, Fridge)).Duration);
        var gaps = TemperatureSeries.Gaps(readings, Fridge.Gap);
        Assert.Equal(new Gap(readings[2].At, readings[3].At), Assert.Single(gaps));
    }

    [Fact]
    public void Two_loggers_that_were_out_together_make_one_with_the_worst_of_each()
    {
        var a = Found(30, 5, 12, 12, 5);
        var b = Found(30, 5, 5, 14, 10, 5);
        var one = Assert.Single(TemperatureSeries.Together([a, b]));
        Assert.Equal((Celsius.Of(10), Celsius.Of(14), TimeSpan.FromMinutes(90)), (one.Lowest, one.Highest,
            one.Duration));
        Assert.Equal([(10, 1800L), (12, 3600L), (14, 1800L)], one.SecondsByDegree.Select(d => (d.Key, d.Value)));
    }

    [Theory]
    [InlineData(StorageCondition.Room, 15, 25), InlineData(StorageCondition.Freezer, -25, -15)]
    [InlineData(StorageCondition.UltraFreezer, -90, -60)]
    public void Each_storage_class_has_its_range(StorageCondition storage, int lowest, int highest)
    {
        var limits = ColdLimits.Of(storage, ShippedRules.Book.On(new(2026, 5, 4)));
        Assert.True(limits.Allows(Celsius.Of(lowest)) && limits.Allows(Celsius.Of(highest)));
        Assert.Equal((ExcursionSide.Cold, ExcursionSide.Warm),
            (limits.Side(Celsius.Of(lowest - 0.1m)), limits.Side(Celsius.Of(highest + 0.1m))));
    }

    [Theory]
    [InlineData(new[] { 2.0, 8.0 }, 5.5364), InlineData(new[] { 5.0, 5, 5, 15 }, 8.7859)]
    [Requirement("SHL-003")]
    public void The_mean_kinetic_temperature_has_its_check_values(double[] degrees, double expected) =>
        Assert.Equal(Math.Round((decimal)expected, 3), Mean(degrees));

    [Fact]
    public void Twenty_three_hours_at_five_and_one_at_twenty_five_are_worse_than_their_mean() =>
        Assert.Equal(7.756m, Mean([.. Enumerable.Repeat(5.0, 23), 25]));

    [Fact]
    public void The_mean_kinetic_temperature_lies_between_and_never_below_the_plain_mean()
    {
        var chance = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var series = Enumerable.Range(0, chance.Next(1, 40))
                .Select(_ => Math.Round(chance.NextDouble() * 60 - 30, 2))
                .ToArray();
            var mean = Mean(series);
            Assert.InRange(mean, (decimal)series.Min() - 0.001m, (decimal)series.Max() + 0.001m);
            Assert.True(mean >= (decimal)series.Average() - 0.001m);
            Assert.Equal(mean, Mean([.. series.Reverse()]));
            Assert.Equal(mean, Mean([.. series, .. series]));
        }
    }

    [Fact]
    public void A_reading_counts_for_as_long_as_it_holds()
    {
        // Half an hour at 5, ten minutes at 15 and ten at 5: as four and one and… parts of ten minutes.
        var readings = new[] { (0, 5m), (30, 15m), (40, 5m) }
            .Select(r => new Reading(Start.Plus(TimeSpan.FromMinutes(r.Item1)), Celsius.Of(r.Item2))).ToList();
        var step = (int)TemperatureSeries.Step(readings).TotalMinutes;
        Assert.Equal(Mean([5, 5, 5, 15, .. Enumerable.Repeat(5.0, step / 10)]),
            MeanKineticTemperature.Of(readings, TimeSpan.FromHours(1))!.Value.Degrees);
        Assert.Null(MeanKineticTemperature.Of([], TimeSpan.FromHours(1)));
    }

    static decimal Mean(double[] degrees) =>
        MeanKineticTemperature.Of(degrees.Select(d => Celsius.Of((decimal)d)))!.Value.Degrees;
}
