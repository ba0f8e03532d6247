using Forsyn.App.Shortages;

namespace Forsyn.Web.Pages.Shortages;

/// <summary>A shortage notification, as written.</summary>
public sealed class NoticeForm
{
    public string? Occasion { get; set; }
    public string? Reporter { get; set; }
    public string? Atc { get; set; }
    public string? Articles { get; set; }
    public bool Permanent { get; set; }
    public string? StartsOn { get; set; }
    public string? EndsOn { get; set; }
    public string? Reason { get; set; }
    public string? Text { get; set; }
    public string? NotifiedAt { get; set; }

    public NoticeRequest ToRequest() => new(Occasion, Reporter, Atc, [Articles ?? ""], Permanent, StartsOn, EndsOn,
        Reason, Text, NotifiedAt);

    /// <summary>What it says now, to be changed.</summary>
    public static NoticeForm Of(NoticeRow row) => new()
    {
        Atc = row.Atc, Articles = row.Articles, Permanent = row.Permanent, StartsOn = $"{row.StartsOn:yyyy-MM-dd}",
        EndsOn = $"{row.EndsOn:yyyy-MM-dd}", Reason = row.Reason, Text = row.Text,
    };
}

/// <summary>What is done with one, as written.</summary>
public sealed class NoticeMoveForm
{
    public string? Consequence { get; set; }
    public string? Solution { get; set; }
    public string? ReviewOn { get; set; }
    public string? Text { get; set; }
}
