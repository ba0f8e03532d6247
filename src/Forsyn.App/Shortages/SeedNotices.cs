using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Parties;
using Forsyn.Core.Shortages;

namespace Forsyn.App.Shortages;

/// <summary>Made shortage notifications of the last months, marked so, that show what the pages are for.</summary>
public static class SeedNotices
{
    // Days before now it came, days from then to the start and on to the end, hours until it was assessed, and whether
    // it is over.
    sealed record Made(string Atc, string Reporter, int Came, int Starts, int? Lasts, string Reason, string Text,
        int? Assessed = null, string Consequence = "", string Solution = "", NoticeStep? Over = null);

    static readonly Made[] All =
    [
        new("J01CA04", "Nordfarm AS", 64, 70, 45, "production", "Linjen bygges om", 20, "medium", "foreign-pack"),
        new("N02BE01", "Fjordmedisin AS", 40, 12, 30, "demand", "Salget har økt mer enn planlagt", 52, "low",
            "equivalent-product"),
        new("C01AA05", "Nordfarm AS", 33, 65, null, "raw-material", "Virkestoffet kommer ikke som avtalt", 96, "high",
            "other-strength-or-pack"),
        new("N05BA01", "Breheim Pharma", 21, 5, 20, "distribution", "Frakten er forsinket", 8, "low",
            "equivalent-product", NoticeStep.Close),
        new("J01CE02", "Fjordmedisin AS", 9, 80, 60, "quality", "En kontroll må gjøres om"),
        new("R03AC02", "Breheim Pharma", 5, 3, 14, "demand", "Utsolgt hos produsenten", 30, "high", "foreign-pack"),
        new("J01CA04", "Breheim Pharma", 3, 64, 30, "commercial", "Sendt til feil land", Over: NoticeStep.Delete),
    ];

    public static async Task Run(Tx tx, Moment now)
    {
        var caller = new Caller("seed", "Oppdiktet", [Role.Regulator], null, "");
        foreach (var one in All)
        {
            var came = now.Plus(TimeSpan.FromDays(-one.Came));
            var starts = came.Day.AddDays(one.Starts);
            var article = await tx.One<string?>("select min(article_number) from product where atc = @Atc",
                new { one.Atc });
            if (article is null) continue;
            var id = (await ReportNotice.In(tx, new("interruption", $"{one.Reporter} (oppdiktet)", one.Atc, [article],
                false, $"{starts:yyyy-MM-dd}", one.Lasts is { } days ? $"{starts.AddDays(days):yyyy-MM-dd}" : null,
                one.Reason, $"{one.Text} (oppdiktet)"), made: true, came, caller)).Value.Notice.Id;
            if (one.Assessed is { } hours)
            {
                var at = came.Plus(TimeSpan.FromHours(hours));
                await MoveNotice.In(tx, id, NoticeStep.Assess, new("Vurdert mot det som er på lager (oppdiktet)",
                    one.Consequence, one.Solution, $"{at.Day.AddDays(30):yyyy-MM-dd}"), at, caller);
            }
            if (one.Over is { } step)
                await MoveNotice.In(tx, id, step, new(step == NoticeStep.Close ? "Leveransene er tilbake (oppdiktet)"
                    : "Skulle ikke vært sendt (oppdiktet)"), now.Plus(TimeSpan.FromDays(-1)), caller);
        }
    }
}
