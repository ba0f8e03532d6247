using Forsyn.App.Database;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.DailyCoverage;

/// <summary>The permits to hold less than a target, read in this one place.</summary>
static class PermitsToGoUnder
{
    /// <summary>Those of a scheme, of any day.</summary>
    public static async Task<ILookup<TargetKey, UnderPermit>> Of(Tx tx, string scheme) =>
        (await Permits.On(tx, scheme, DateOnly.MinValue, DateOnly.MaxValue)).ToLookup(
            one => new TargetKey(scheme, one.Holder, one.Atc, one.PackageGroup), one => one.Permit);
}
