using Forsyn.App.Continuity;

namespace Forsyn.Web.Pages.Continuity;

/// <summary>Who answers for a plan, and a test of it, as written.</summary>
public sealed class PlanForm
{
    public string? Responsible { get; set; }
    public string? Next { get; set; }
    public IFormFile? Document { get; set; }

    public PlanRequest ToRequest(long? document) => new(Responsible, Next, document);
}

public sealed class PlanTestForm
{
    public string? On { get; set; }
    public string? Result { get; set; }
    public long? Hours { get; set; }
    public string? Notes { get; set; }
    public string? Next { get; set; }

    public PlanTestRequest ToRequest() => new(On, Result, Hours, Notes, Next);
}
