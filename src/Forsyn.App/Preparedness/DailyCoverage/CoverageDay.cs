namespace Forsyn.App.Preparedness.DailyCoverage;

/// <summary>A target of a scheme at a holder.</summary>
/// <param name="Group">What its packages are counted together by; empty for all of the substance.</param>
public readonly record struct TargetKey(string Scheme, string Holder, string Atc, string Group);

/// <summary>A target when a day ended; amounts in micro-DDD or units by its measure.</summary>
public sealed record CoverageDay
{
    internal const string Columns = "scheme, holder, atc, package_group, day, run_id, measure, must, must_now, " +
        "must_ordinary, set_aside, for_sale, held";

    public string Scheme { get; init; } = "";
    public string Holder { get; init; } = "";
    public string Atc { get; init; } = "";
    public string PackageGroup { get; init; } = "";
    public DateOnly Day { get; init; }
    public long RunId { get; init; }
    public string Measure { get; init; } = "";
    /// <summary>The target.</summary>
    public long Must { get; init; }
    /// <summary>What a permit to go under leaves of it.</summary>
    public long MustNow { get; init; }
    /// <summary>The ordinary days' stock besides.</summary>
    public long MustOrdinary { get; init; }
    public long SetAside { get; init; }
    public long ForSale { get; init; }
    /// <summary>What counts towards the target, also what is more than it asks for.</summary>
    public long Held { get; init; }

    public TargetKey Key => new(Scheme, Holder, Atc, PackageGroup);
    public long Missing => Math.Max(0, MustNow - Held);
    /// <summary>How much of what must be held is there, in hundredths, rounded down; null where nothing must be.
    /// </summary>
    public long? Percent => MustNow == 0 ? null : (long)((Int128)Held * 100 / MustNow);

    internal object?[] Values =>
    [
        Scheme, Holder, Atc, PackageGroup, Day, RunId, Measure, Must, MustNow, MustOrdinary, SetAside, ForSale, Held,
    ];
}
