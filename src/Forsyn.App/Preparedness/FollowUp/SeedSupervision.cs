using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Parties;

namespace Forsyn.App.Preparedness.FollowUp;

/// <summary>Two made plans of supervision, marked so, that show what the pages are for.</summary>
public static class SeedSupervision
{
    public static async Task Run(Tx tx, Moment now)
    {
        var caller = new Caller("seed", "Oppdiktet", [Role.Regulator], null, "");
        var risks = (await RankHolders.In(tx, now.Day)).ToDictionary(risk => risk.Holder);
        foreach (var (holder, announced, visit, reasons) in ((string, bool, int, string)[])
        [
            ("ahn", true, 21, "Størst beholdning, og holder for begge ordninger (oppdiktet)"),
            ("apotek1", false, 12, "Lengst siden sist (oppdiktet)"),
        ])
            if (risks.TryGetValue(holder, out var risk))
                await MoveSupervision.Save(tx, new(holder, "primary", reasons, announced), reasons,
                    now.Day.AddDays(visit), "Silje Aas", risk, made: true, now, caller);
    }
}
