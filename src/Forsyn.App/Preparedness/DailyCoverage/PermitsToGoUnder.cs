using Forsyn.App.Database;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.DailyCoverage;

/// <summary>The permits to hold less than a target, read in this one place.</summary>
static class PermitsToGoUnder
{
    static readonly ILookup<TargetKey, UnderPermit> None = Array.Empty<UnderPermit>().ToLookup(_ => default(TargetKey));

    /// <summary>Those of a scheme, of any day; none is given yet.</summary>
    public static Task<ILookup<TargetKey, UnderPermit>> Of(Tx tx, string scheme) => Task.FromResult(None);
}
