using System.Text.Json;
using System.Text.Json.Serialization;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Preparedness;

/// <summary>Whether a permit to hold less than a target holds on a day.</summary>
public enum PermitState { Coming, InForce, Lapsed, Withdrawn }

/// <summary>What an entry of a follow-up is.</summary>
public enum FollowUpEntryKind { Opened, Step, Answer, Note, Withdrawn, Restored }

/// <summary>A step that can be taken against a holder that has less than it must.</summary>
/// <param name="Days">How long the holder has to answer or mend.</param>
/// <param name="After">Steps that must have been taken before.</param>
/// <param name="AsksAmount">It names an amount of money.</param>
/// <param name="Law">What gives the right to it.</param>
public sealed record FollowUpStep(
    string Key, string Bokmaal, string Nynorsk, string English, int Days, IReadOnlyList<string> After, bool AsksAmount,
    string Law);

/// <summary>How a breach is followed up while the days last, by what the duty rests on (STP-005).</summary>
/// <param name="LedBy">The role that takes the steps.</param>
/// <param name="ByOwners">Only those of the role who act for an owner of the scheme.</param>
/// <param name="OwnChoice">No source gives steps or days; they are made.</param>
public sealed record FollowUpPlan(
    LegalBasis Basis, DateRange Valid, Role LedBy, bool ByOwners, IReadOnlyList<FollowUpStep> Steps, string Source,
    bool OwnChoice)
{
    /// <summary>Whether somebody may lead the follow-up of a scheme.</summary>
    /// <param name="party">Key of the party acted for.</param>
    public bool MayLead(DutyScheme scheme, IEnumerable<Role> roles, string? party) => roles.Contains(LedBy)
        && (!ByOwners || scheme.Owners.Any(owner => owner.Value == party));

    /// <summary>Steps that may come next: not taken, and all that must come before them are.</summary>
    public IReadOnlyList<FollowUpStep> Next(IReadOnlyCollection<string> taken) =>
        [.. Steps.Where(step => !taken.Contains(step.Key) && step.After.All(taken.Contains))];

    /// <summary>A step that may be taken now; refuses follow-up-step-unknown and follow-up-step-not-yet.</summary>
    public Result<FollowUpStep> Take(string? key, IReadOnlyCollection<string> taken) =>
        Steps.FirstOrDefault(step => step.Key == key) is not { } found
            ? Refusal.Of("follow-up-step-unknown", "step", key ?? "", "possible",
                string.Join(", ", Next(taken).Select(step => step.Key)))
            : Next(taken).Contains(found) ? found
            : Refusal.Of("follow-up-step-not-yet", "step", found.Key, "possible",
                string.Join(", ", Next(taken).Select(step => step.Key)));
}

/// <summary>How breaches are followed up in one country, in versions by day, read from a file of data/preparedness.
/// </summary>
public sealed class FollowUpPlans
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    FollowUpPlans(IReadOnlyList<FollowUpPlan> versions) => Versions = versions;

    public IReadOnlyList<FollowUpPlan> Versions { get; }

    /// <summary>The plan for what a duty rests on; null where none is in force on the day.</summary>
    public FollowUpPlan? On(LegalBasis basis, DateOnly day) =>
        Versions.FirstOrDefault(plan => plan.Basis == basis && plan.Valid.Contains(day));

    /// <summary>Reads a file; what is unsound in it throws InvariantBroken that says what.</summary>
    public static FollowUpPlans Parse(string json)
    {
        List<FollowUpPlan> plans;
        try
        {
            plans = [.. (JsonSerializer.Deserialize<List<Row>>(json, Options) ?? []).Select(row => row.ToPlan())];
        }
        catch (JsonException broken)
        {
            throw new InvariantBroken($"follow-up cannot be read: {broken.Message}");
        }
        plans = [.. plans.OrderBy(plan => plan.Basis).ThenBy(plan => plan.Valid.From)];
        foreach (var (a, b) in plans.Zip(plans.Skip(1)))
            if (a.Basis == b.Basis && a.Valid.Overlaps(b.Valid))
                throw new InvariantBroken($"{a.Basis}: {a.Valid} overlaps {b.Valid}");
        foreach (var plan in plans) Sound(plan);
        return new FollowUpPlans(plans);
    }

    // Every step can be reached by taking those before it.
    static void Sound(FollowUpPlan plan)
    {
        var taken = new List<string>();
        while (plan.Next(taken) is [var next, ..]) taken.Add(next.Key);
        var fault = plan.Steps.Count == 0 ? "has no steps"
            : plan.Steps.Select(step => step.Key).Distinct().Count() < plan.Steps.Count ? "has a step twice"
            : plan.Steps.Any(step => step.Days < 1) ? "gives no day to answer"
            : taken.Count < plan.Steps.Count ? "has a step that nothing leads to"
            : null;
        if (fault is not null) throw new InvariantBroken($"the follow-up of {plan.Basis} of {plan.Valid} {fault}");
    }

    sealed record StepRow(
        string Key, string Bokmaal, string Nynorsk, string English, int Days, string Law, List<string>? After = null,
        bool AsksAmount = false);

    sealed record Row(
        LegalBasis Basis, DateOnly From, DateOnly? To, Role LedBy, List<StepRow> Steps, string Source, bool OwnChoice,
        bool ByOwners = false)
    {
        public FollowUpPlan ToPlan() => new(Basis, new DateRange(From, To), LedBy, ByOwners,
            [.. Steps.Select(step => new FollowUpStep(step.Key, step.Bokmaal, step.Nynorsk, step.English, step.Days,
                step.After ?? [], step.AsksAmount, step.Law))], Source, OwnChoice);
    }
}
