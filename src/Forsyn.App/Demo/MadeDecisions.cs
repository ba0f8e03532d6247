using Forsyn.App.Database;
using Forsyn.App.Ordering.Content;
using Forsyn.App.Shortages;
using static Forsyn.App.Demo.SeedCases;

namespace Forsyn.App.Demo;

/// <summary>
/// Made restrictions of sale and dispensing, one that is over, one that holds and one to come, and changes recommended
/// to what programmes offer. None touches what can be ordered today.
/// </summary>
static class MadeDecisions
{
    const string Law = "Legemiddelloven, jf. Prop. 100 L (2023–2024)";

    public static async Task Run(Db db, Moment now)
    {
        if (await Who(db, "dmp", now) is not { } agency) return;
        foreach (var (decided, from, days, request) in Restricted())
        {
            var at = On(now, decided, 15);
            var (starts, ends) = (now.Day.AddDays(from), now.Day.AddDays(from + days));
            Sure(await DecideRestriction.Run(db, request with
            {
                Starts = $"{starts:yyyy-MM-dd}T08:00", Ends = $"{ends:yyyy-MM-dd}T23:59",
                ReviewOn = $"{starts.AddDays(days / 2):yyyy-MM-dd}",
            }, at, agency));
        }
        if (await Who(db, "forsyning", now) is not { } institute) return;
        var (wanted, asked) = (new DateOnly(now.Day.Year + 1, 7, 1), On(now, -24, 11));
        var change = Sure(await RecommendChange.Run(db, new("childhood", "add", "meningococcal", null,
            $"{wanted:yyyy-MM-dd}", "Sykdommen rammer få, men hardt, og ungdom i russetiden mest (oppdiktet)"), asked,
            institute));
        Sure(await AnswerRecommendation.Run(db, change.Id, new(true, $"{wanted.AddMonths(1):yyyy-MM-dd}",
            "Anskaffes i en felles konkurranse; leveranse er lovet en måned senere enn ønsket (oppdiktet)"),
            On(now, -11, 14), agency));
        Sure(await RecommendChange.Run(db, new("childhood", "add", "varicella", null,
            $"{wanted.AddYears(1):yyyy-MM-dd}", "Færre innleggelser av små barn; nytten er større enn kostnaden " +
            "(oppdiktet)"), On(now, -6, 10), institute));
    }

    static Moment On(Moment now, int days, int hour) => Moment.InOslo(now.Day.AddDays(days), new TimeOnly(hour, 40));

    // Days from today that it was decided and starts, and how many days it lasts.
    static IEnumerable<(int Decided, int From, int Days, RestrictionRequest Request)> Restricted() =>
    [
        (-92, -91, 45, new("Paracetamol: én pakning om gangen (oppdiktet)", ["N02BE01"], null, ["tablett"],
            ["pharmacy"], null, 1, null, 14, null, null, ["institutions"], "", true, Law,
            "Salget var tre ganger det vanlige etter melding om stengt fabrikk (oppdiktet)", null)),
        // As the agency did with the same medicines in the autumn of 2025: four weeks' use at a time.
        (-13, -12, 42, new("Aciklovir og valaciklovir: høyst fire ukers bruk (oppdiktet)", ["J05AB01", "J05AB11"],
            null, ["tablett", "mikstur"], ["pharmacy"], null, null, 28, null, null, null,
            ["institutions", "patient-group"], "Gravide i tredje trimester", false, Law,
            "To leverandører kan ikke levere, og det som er i landet skal rekke til alle (oppdiktet)", null)),
        (-1, 6, 60, new("Fenoksymetylpenicillin: ikke ut av landet, én kur om gangen (oppdiktet)", ["J01CE02"], null,
            [], ["pharmacy", "wholesaler"], null, null, 10, null, null, null, ["institutions"], "", true, Law,
            "Beredskapslageret er tatt i bruk, og det skal ikke eksporteres (oppdiktet)", null)),
    ];
}
