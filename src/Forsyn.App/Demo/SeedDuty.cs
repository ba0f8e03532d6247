using Forsyn.App.Database;
using Forsyn.App.Ordering;

namespace Forsyn.App.Demo;

/// <summary>A made roster of physicians on duty: a day each, from morning to morning, for two months.</summary>
static class SeedDuty
{
    const int Days = 60;

    // Made people; the numbers are of the series set aside for fiction.
    static readonly (string Name, string Phone)[] Physicians =
    [
        ("Ragnhild Moe (oppdiktet)", "99 00 00 01"), ("Yusuf Rahimi (oppdiktet)", "99 00 00 02"),
        ("Elin Sæther (oppdiktet)", "99 00 00 03"), ("Torbjørn Lie (oppdiktet)", "99 00 00 04"),
        ("Máret Somby (oppdiktet)", "99 00 00 05"),
    ];

    public static Task Run(Tx tx, Moment now)
    {
        var morning = new TimeOnly(8, 0);
        return Roster.Fill(tx, Enumerable.Range(-1, Days).Select(n =>
        {
            var (name, phone) = Physicians[(n + 1) % Physicians.Length];
            var day = now.Day.AddDays(n);
            return (name, phone, Moment.InOslo(day, morning), Moment.InOslo(day.AddDays(1), morning));
        }), now, "seed");
    }
}
