using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Parties;

namespace Forsyn.App.Shortages.Risks;

/// <summary>Made risks, marked so, that show what the register is for.</summary>
public static class SeedRisks
{
    public static async Task Run(Tx tx, Moment now)
    {
        var caller = new Caller("seed", "Oppdiktet", [Role.Regulator], null, "");
        foreach (var (subject, title, may, cause, atc, likelihood, consequence, review) in
            ((string, string, string, string, string, int, int, int)[])
        [
            ("substance", "Ett anlegg lager virkestoffet til digoksin", "Alle pakninger blir borte samtidig",
                "Ett anlegg i verden, og lang tid til et nytt er godkjent", "C01AA05", 3, 5, 60),
            ("supplier", "En leverandør har halve markedet for penicilliner", "De andre kan ikke dekke behovet",
                "Anbud som gir alt til én", "J01CE", 4, 3, 30),
            ("supply-chain", "Kjøletransport fra kontinentet i sommerferien", "Forsinkelser i varme perioder",
                "Få avganger og få sjåfører", "", 2, 2, 90),
        ])
            await KeepRisk.Open(tx, new(subject, $"{title} (oppdiktet)", may, cause, atc, new($"{likelihood}",
                $"{consequence}", "Beredskap", $"{now.Day.AddDays(review):yyyy-MM-dd}", "Først vurdert (oppdiktet)")),
                made: true, now, caller);
    }
}
