using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;

namespace Forsyn.Web.Pages.Ordering;

/// <summary>What is written of an emergency beside its reason, as part of a form.</summary>
public sealed class UrgentForm
{
    public string? Text { get; set; }
    public string? Situation { get; set; }
    public string? ExposedAt { get; set; }
    public string? CalledAt { get; set; }
    public string? AnsweredBy { get; set; }

    /// <summary>A draft whose reason is somebody's own words shows them as another reason.</summary>
    public static UrgentForm Of(UrgentRequest? urgent) => urgent is null ? new() : new()
    {
        Text = UrgentReasons.IsCode(urgent.Reason) ? urgent.Text
            : string.Join(". ", new[] { urgent.Reason, urgent.Text }.Where(text => !string.IsNullOrWhiteSpace(text))),
        Situation = urgent.Situation, ExposedAt = OsloTime.Write(urgent.ExposedAt),
        CalledAt = OsloTime.Write(urgent.CalledAt), AnsweredBy = urgent.AnsweredBy,
    };

    public static string? Reason(UrgentRequest? urgent) =>
        urgent is null || string.IsNullOrWhiteSpace(urgent.Reason) ? null : UrgentReasons.Of(urgent.Reason).Code;

    public UrgentRequest ToRequest(string? reason, string? caller = null) => new()
    {
        Reason = Short(reason, 500), Text = Short(Text, 500), Caller = Short(caller, 100),
        Situation = Situation, ExposedAt = OsloTime.Read(ExposedAt), CalledAt = OsloTime.Read(CalledAt),
        AnsweredBy = string.IsNullOrEmpty(AnsweredBy) ? null : AnsweredBy,
    };

    static string? Short(string? text, int most) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Length > most ? text[..most] : text.Trim();
}
