using Forsyn.App.Preparedness.Compensation;

namespace Forsyn.Web.Pages.Preparedness.Compensation;

/// <summary>Which year a statement is made of, as chosen.</summary>
public sealed class StatementForm
{
    public string? Scheme { get; set; }
    public string? Year { get; set; }

    public StatementRequest ToRequest() => new(Scheme, Year);
}

/// <summary>What is done with a statement, as chosen.</summary>
public sealed class StatementMoveForm
{
    public string? Step { get; set; }
    public string? Text { get; set; }

    public StatementMove ToMove() => new(Step, Text);
}
