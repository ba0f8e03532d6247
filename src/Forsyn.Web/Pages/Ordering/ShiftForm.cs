using Forsyn.App.Ordering;

namespace Forsyn.Web.Pages.Ordering;

/// <summary>A physician's shift as it is written on a page; times by the clock of Oslo.</summary>
public sealed class ShiftForm
{
    public string? Physician { get; set; }
    public string? Phone { get; set; }
    public string? Starts { get; set; }
    public string? Ends { get; set; }

    public static ShiftForm Of(DutyShift shift) => new()
    {
        Physician = shift.Physician, Phone = shift.Phone, Starts = OsloTime.Write(shift.StartsAt.Utc),
        Ends = OsloTime.Write(shift.EndsAt.Utc),
    };

    public ShiftRequest ToRequest() => new(Physician, Phone, OsloTime.Read(Starts), OsloTime.Read(Ends));
}
