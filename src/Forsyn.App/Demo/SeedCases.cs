using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.DailyCoverage;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.App.Preparedness.RotationPlans;

namespace Forsyn.App.Demo;

/// <summary>
/// Made cases around the stockpiles of the last weeks: what was released, rationed, recommended, and what followed
/// where a stockpile fell short. Each is done by the people of the demonstration through the use case they would use,
/// on the day they would have done it.
/// </summary>
public static class SeedCases
{
    const int Turns = 30;

    public static async Task Run(Db db, Moment now)
    {
        await MadeReleases.Used(db, Ago(now, 44, 42, 41, 38), now);
        // The first time all days anew, since units were taken out on days that are worked out already.
        await LookAtCoverage(db, Ago(now, 35), anew: true);
        await MadeFollowUps.Begin(db, Ago(now, 33), Ago(now, 28));
        await MadeReleases.ForHospitals(db, Ago(now, 20, 19, 17));
        await MadeFollowUps.GoOn(db, Ago(now, 18), Ago(now, 16));
        await LookAtCoverage(db, Ago(now, 14));
        await MadeFollowUps.Notify(db, Ago(now, 9));
        await MadeDecisions.Run(db, now);
        await MadeReleases.Waiting(db, Ago(now, 2));
        await LookAtCoverage(db, now);
        await ComputeRotation.Run(db, now);
    }

    /// <summary>What a use case answered; a made case that is refused is a fault of ours.</summary>
    internal static T Sure<T>(Result<T> result) => result.Ok ? result.Value
        : throw new InvariantBroken($"a made case was refused: {result.Refusal}");

    /// <summary>Somebody of the demonstration; null where these people are not there.</summary>
    internal static Task<Caller?> Who(Db db, string persona, Moment at) => Personas.Of(db, at).Find(persona);

    // What the daily work does when a day is over, and who follows up is told at once.
    static async Task LookAtCoverage(Db db, Moment at, bool anew = false)
    {
        await ComputeCoverage.Run(db, at, anew);
        // A server that others use too may hold a fact back for a while.
        for (var turn = 0; turn < Turns && !await CatchUp.Run(db, [FollowBreaches.OnFacts], at); turn++) { }
    }

    // In working hours, so that a case reads as people work.
    static Moment Ago(Moment now, int days) => Moment.InOslo(now.Day.AddDays(-days), new TimeOnly(9 + days % 6, 20));

    static IReadOnlyList<Moment> Ago(Moment now, params int[] days) => [.. days.Select(one => Ago(now, one))];
}
