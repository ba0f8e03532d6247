using Forsyn.App.Database;

namespace Forsyn.App.Parties;

/// <summary>Made agreements and an authorisation for the demonstration, between the parties the sources name.</summary>
static class SeedMandates
{
    const string By = "seed";

    public static async Task Run(Tx tx, CountryData country, Moment now)
    {
        if (!country.Organisations.Any(party => party.Key.Value == "sup-meridian")) return;
        var year = now.Day.Year;
        foreach (var (name, supplier) in new[]
            { ("Influensavaksine (oppdiktet)", "sup-meridian"), ("HPV-vaksine (oppdiktet)", "sup-fjordvax") })
            await Agreements.Save(tx, new(name, new(year, 1, 1), new(year + 1, 12, 31), supplier), made: true, now, By);
        await Authorisations.Save(tx, "Influensavaksine (oppdiktet)", year, Money.Kroner(120_000_000),
            new(year, 1, 1), made: true, now, By);
    }
}
