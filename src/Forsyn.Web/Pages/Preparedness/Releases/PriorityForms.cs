using Forsyn.App.Preparedness.Releases;
using Forsyn.Web.Pages.Parts;

namespace Forsyn.Web.Pages.Preparedness.Releases;

/// <summary>The order in which patients come, as written.</summary>
public sealed class PriorityForm
{
    public List<GroupForm>? Groups { get; set; }
    public string? Grounds { get; set; }

    /// <summary>A row nothing was written in says nothing.</summary>
    public PriorityRequest ToRequest() => new(
        [.. (Groups ?? []).Where(one => !string.IsNullOrWhiteSpace($"{one.Group}{one.Rule}{one.Percent}"))
            .Select(one => new WrittenGroup(one.Group, one.Rule, Typed.Number(one.Percent)))], Grounds);
}

/// <summary>A group of patients.</summary>
public sealed class GroupForm
{
    public string? Group { get; set; }
    public string? Rule { get; set; }
    public string? Percent { get; set; }
}

/// <summary>What a hospital asks for, for a group.</summary>
public sealed class ClaimForm
{
    public string? Party { get; set; }
    public string? Group { get; set; }
    public string? Units { get; set; }

    public ClaimRequest ToRequest() => new(Party, Group, Typed.Number(Units));
}
