using System.Globalization;

namespace Forsyn.Web.Pages.Ordering;

/// <summary>What a field for date and time holds: the wall clock of Oslo, without an offset.</summary>
static class OsloTime
{
    static readonly string[] Forms = ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm"];

    /// <summary>Null for an empty field and for what is no time.</summary>
    public static DateTimeOffset? Read(string? text) =>
        DateTime.TryParseExact(text?.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? Moment.InOslo(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at)).Utc : null;

    public static string? Write(DateTimeOffset? at) =>
        at is { } known ? Moment.Of(known).Oslo.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture) : null;
}
