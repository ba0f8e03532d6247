using Forsyn.App.Database;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Coordination;

/// <summary>Two made tasks, marked so, that show what the log is for.</summary>
public static class SeedCoordination
{
    public static async Task<int> Run(Tx tx, Moment now)
    {
        var none = new CoordinationRequest(null, null, null, null);
        await WriteCoordination.Save(tx, "Rabiesvaksine: hva de nordiske landene har", CoordinationArena.Nordic,
            "Nordisk beredskapsnettverk", "Spør de andre landene om beholdning og varslede leveranser (oppdiktet).",
            "dmp", now.Day.AddDays(5), "569568", none, true, now, "Demonstrasjon");
        await WriteCoordination.Save(tx, "Felles oversikt over antibiotika før sommeren", CoordinationArena.European,
            "EMA, MSSG", "Norges tall meldes inn når rapportene fra grossistene er komplette (oppdiktet).", "",
            now.Day.AddDays(20), "", none, true, now, "Demonstrasjon");
        return 2;
    }
}
