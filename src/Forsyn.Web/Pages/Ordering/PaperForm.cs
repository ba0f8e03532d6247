using System.Globalization;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;

namespace Forsyn.Web.Pages.Ordering;

/// <summary>What the desk writes down of the paper an order came on: when, which form, and the scan.</summary>
public sealed class PaperForm
{
    public string? ReceivedOn { get; set; }
    public string? ReceivedTime { get; set; }
    /// <summary>Written form of <see cref="OrderForm"/>, empty for none of them.</summary>
    public string? Kind { get; set; }
    /// <summary>Id of the scan once it is kept; the browser would not send the file again.</summary>
    public string? Scan { get; set; }
    public IFormFile? File { get; set; }

    public OrderForm? Form => Kebab.TryParse<OrderForm>(Kind ?? "", out var form) ? form : null;

    public static PaperForm New(string? kind, Moment now) => new()
    {
        Kind = kind, ReceivedOn = $"{now.Day:yyyy-MM-dd}", ReceivedTime = $"{now.OsloTime:HH\\:mm}",
    };

    /// <summary>Keeps the file that was sent, if one was.</summary>
    public async Task<Refusal?> Keep(Db db, Moment now, Caller caller)
    {
        if (File is not { Length: > 0 } file) return null;
        await using var content = file.OpenReadStream();
        var kept = await Attachments.Save(
            db, content, file.FileName, file.ContentType, AttachmentPurpose.OrderScan, now, caller);
        if (kept.Ok) Scan = kept.Value.ToString(CultureInfo.InvariantCulture);
        return kept.Refusal;
    }

    /// <summary>Adds the paper to an order that came on paper.</summary>
    public OrderRequest Into(OrderRequest request) => request.Channel is "fax" or "post"
        ? request with
        {
            ReceivedAt = ReceivedAt, Form = string.IsNullOrEmpty(Kind) ? null : Kind,
            Scan = long.TryParse(Scan, CultureInfo.InvariantCulture, out var id) ? id : null,
        }
        : request;

    /// <summary>As it was written, in Oslo; null where no day can be read.</summary>
    DateTimeOffset? ReceivedAt => DateOnly.TryParseExact(ReceivedOn, "yyyy-MM-dd", out var day)
        ? Moment.InOslo(day, TimeOnly.TryParse(ReceivedTime, CultureInfo.InvariantCulture, out var time)
            ? time : TimeOnly.MinValue).Oslo
        : null;
}
