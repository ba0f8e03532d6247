using Forsyn.App.Preparedness.FollowUp;
using Forsyn.App.Texts;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Pages.Preparedness.FollowUp;

/// <summary>What is done or said about a breach, as written.</summary>
public sealed class FollowUpForm
{
    public string? Kind { get; set; }
    public string? Step { get; set; }
    public string? Text { get; set; }
    public string? DueOn { get; set; }
    public string? Amount { get; set; }
    public string? Version { get; set; }
    public long? Withdraws { get; set; }
    public IFormFile? File { get; set; }

    /// <summary>One list holds the steps and what else can be written.</summary>
    public FollowUpSaid ToSaid(long? file) => Kind?.StartsWith("step:") == true
        ? new("step", Text, Kind["step:".Length..], DueOn, Amount, null, file)
        : new(Kind, Text, null, null, null, Withdraws, file);
}

/// <summary>A breach that was found or told, as written.</summary>
public sealed class BreachForm
{
    public string? Scheme { get; set; }
    public string? Holder { get; set; }
    public string? Atc { get; set; }
    public string? Since { get; set; }
    public string? Missing { get; set; }

    public BreachRequest ToRequest() => new(Scheme, Holder, Atc, Since, Missing);
}

/// <summary>A permit, as written.</summary>
public sealed class PermitForm
{
    public string? Scheme { get; set; }
    public string? Holder { get; set; }
    public string? Atc { get; set; }
    public string? Holds { get; set; }
    public string? Reason { get; set; }
    public string? From { get; set; }
    public string? LastDay { get; set; }

    public PermitRequest ToRequest() => new(Scheme, Holder, Atc, Holds, Reason, From, LastDay);
}

/// <summary>A permit that is taken back, as written.</summary>
public sealed class PermitEndForm
{
    public long Permit { get; set; }
    public string? Reason { get; set; }
}

/// <summary>What the data calls a step, in the reader's language.</summary>
static class StepNames
{
    public static string Step(this Words words, Core.Preparedness.FollowUpStep step) => words.Language switch
    {
        Language.Nn => step.Nynorsk, Language.En => step.English, _ => step.Bokmaal,
    };

    /// <summary>The name of a step that was taken by any version of the plan.</summary>
    public static string Step(this Words words, string basis, string? key) => BreachFollowUp.Plans.Versions
        .Where(plan => Kebab.Of(plan.Basis) == basis).SelectMany(plan => plan.Steps)
        .FirstOrDefault(step => step.Key == key) is { } found ? words.Step(found) : key ?? "–";
}
