namespace Forsyn.Web.Pages.Parts;

/// <summary>How a severity looks.</summary>
static class Severities
{
    public static string Color(this Severity severity) => severity switch
    {
        Severity.Block => "danger",
        Severity.Hold or Severity.Warn => "warning",
        _ => "info",
    };

    public static string Icon(this Severity severity) => severity switch
    {
        Severity.Block => "x-mark-octagon",
        Severity.Hold => "pause",
        Severity.Warn => "exclamationmark-triangle",
        _ => "information-square",
    };
}
