using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness;
using Forsyn.App.Preparedness.Releases;
using static Forsyn.App.Demo.SeedCases;

namespace Forsyn.App.Demo;

/// <summary>Made requests to use stockpiles: taken out in part, refused, shared by hospitals, and waiting.</summary>
static class MadeReleases
{
    const string Amoxicillin = "J01CA04", Prednisolone = "H02AB06", Salbutamol = "R03AC02", Rocuronium = "M03AC09";

    /// <param name="on">When it was asked for, decided, taken out, and when another was refused.</param>
    public static async Task Used(Db db, IReadOnlyList<Moment> on, Moment now)
    {
        if (await Who(db, "grossist", on[0]) is not { } seller || await Who(db, "dmp", on[1]) is not { } agency)
            return;
        if (await Ask(db, "primary", Amoxicillin, 6, "Produsenten leverer ikke før om to måneder, og ordinært " +
            "lager er tomt flere steder (oppdiktet)", "Apotek i hele landet", on[0], seller) is { } release)
        {
            Sure(await DecideRelease.Run(db, release, new("shortage-buffer", "FOR-1993-12-21-1219 § 5",
                "Mangelen treffer barn med halsinfeksjon, og alternativene er bredspektrede (oppdiktet)", null,
                Text(now.Day.AddDays(30)), Text(now.Day.AddDays(150))), on[1], agency));
            // The others have not begun.
            Sure(await CarryOutRelease.Run(db, release, new(null), on[2], seller));
        }
        if (await Ask(db, "primary", Prednisolone, 15, "Ønsker å selge av lageret før ny avtale gjelder (oppdiktet)",
            "Egne apotek", on[1], seller) is { } no)
            Sure(await DecideRelease.Refuse(db, no, "Det er ingen mangel: to andre leverandører leverer som før, " +
                "og lageret skal ikke brukes til prisforhold (oppdiktet)", on[3], agency));
    }

    /// <summary>A part that only a regional health authority decides on, with who comes first.</summary>
    /// <param name="on">When it was asked for, decided, and taken out.</param>
    public static async Task ForHospitals(Db db, IReadOnlyList<Moment> on)
    {
        if (await Who(db, "sav", on[0]) is not { } keeper || await Who(db, "rhf", on[1]) is not { } region
            || await Who(db, "grossist", on[2]) is not { } seller) return;
        if (await Ask(db, "specialist", Rocuronium, 10, "Intensivavdelingene bruker det dobbelte av det vanlige, og " +
            "neste levering er forsinket (oppdiktet)", "Intensivavdelinger i Helse Vest", on[0], keeper)
            is not { } release) return;
        Sure(await DecideRelease.Run(db, release, new("crisis", "Avtalen mellom helseregionene og grossisten",
            "Nødvendig for å holde intensivplassene åpne (oppdiktet)", null, Text(on[1].Day.AddDays(60)), null,
            Receivers: [new("hb-haukeland", 29), new("hs-stavanger", 16), new("hfo-haugesund", 6)]), on[1], region));
        Sure(await PatientPriorities.Set(db, release, new(
        [
            new("respirator", "Alle som trenger muskelavslapning for å ventileres", 60),
            new("akutt-kirurgi", "Operasjon som ikke kan vente et døgn", 30),
            new("planlagt-kirurgi", "Bare når de to første gruppene har fått sitt"),
        ], "Fagdirektørenes felles rekkefølge (oppdiktet)"), on[1], region));
        foreach (var (party, group, units) in (IEnumerable<(string, string, long)>)
        [
            ("hb-haukeland", "respirator", 2_600), ("hs-stavanger", "respirator", 1_700),
            ("hb-haukeland", "akutt-kirurgi", 1_100), ("hfo-haugesund", "akutt-kirurgi", 600),
            ("hs-stavanger", "planlagt-kirurgi", 1_200),
        ]) Sure(await PatientPriorities.Claim(db, release, new(party, group, units), on[2], region));
        var row = (await db.Snapshot(tx => ReleaseList.Row(tx, release)))!;
        var lots = await db.Snapshot(tx => PoolStock.Of(tx, Schemes.On("specialist", on[2].Day).Value, row, "ahn"));
        // Half of what the lot that expires first can give, so that there is something left to take out.
        var first = lots.First(lot => lot.ExpiresOn > on[2].Day);
        var half = Math.Max(1, Math.Min(first.Units, row.Decided) / 2);
        Sure(await CarryOutRelease.Run(db, release, new(null, null, [new(first.LotId, first.PlaceId, half)]), on[2],
            seller));
    }

    /// <summary>One that nobody has decided on.</summary>
    public static async Task Waiting(Db db, Moment on)
    {
        if (await Who(db, "grossist", on) is { } seller)
            await Ask(db, "primary", Salbutamol, 5, "En fabrikk er stengt, og det ventes mangel fra neste uke " +
                "(oppdiktet)", "Apotek i hele landet", on, seller);
    }

    // A share of all that lies there, in hundreds; null where nothing does.
    static async Task<long?> Ask(Db db, string scheme, string atc, int percent, string reason, string wantedBy,
        Moment at, Caller caller)
    {
        var pool = (short)Schemes.On(scheme, at.Day).Value.Pool;
        var there = await db.One<long>("select cast(coalesce(sum(b.quantity), 0) as bigint) from balance b " +
            "join lot l on l.id = b.lot_id join product p on p.article_number = l.article_number " +
            "where b.status = 0 and b.pool = @pool and p.atc = @atc and l.expires_on > @day",
            new { pool, atc, day = at.Day });
        if (there * percent / 100 / 100 * 100 is not (> 0 and var units)) return null;
        return Sure(await RequestRelease.Run(db, new(scheme, atc, null, units, reason, wantedBy), at, caller)).Id;
    }

    static string Text(DateOnly day) => $"{day:yyyy-MM-dd}";
}
