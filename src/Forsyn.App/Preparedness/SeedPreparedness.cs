using Forsyn.App.Database;
using Forsyn.App.Parties;
using Forsyn.App.Preparedness.DailyCoverage;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness;

/// <summary>
/// The made lists of both schemes, with a proposal that waits, made sales, the targets of a year of months, what the
/// holders had towards them, and how they were covered on each of its days.
/// </summary>
public static class SeedPreparedness
{
    // Targets of a year and a month, each from the twelve months before it.
    const int Months = 24;
    const int PackagesWithSales = 500, DaysSince = 14;
    static readonly DateOnly First = new(2024, 1, 1);
    static readonly string[] Commissioners = ["dmp", "hso", "hv", "hmn", "hn"];

    /// <param name="stockpile">Whether what the holders have is made too.</param>
    public static async Task<Result<bool>> Run(
        Tx tx, CountryData country, bool stockpile, Moment now, Action<string>? progress = null)
    {
        await DutyPackages.Seed(tx);
        foreach (var scheme in Schemes.All.On(now.Day)) await List(tx, country, scheme);
        await Waiting(tx, now);
        var sales = await MakeSales.Run(tx, country, new(Months, PackagesWithSales, Lines: 0), now);
        progress?.Invoke($"{sales.Lines} made sales in {sales.Files} months of wholesalers");
        await ComputeAll(tx, Months, now);
        if (!stockpile) return true;
        // Not of the last days, so that somebody can report what was there a week ago.
        var pile = await MakeStockpile.Run(tx, country, now.Day.AddDays(-ComputeCoverage.FirstDays),
            now.Plus(TimeSpan.FromDays(-DaysSince)));
        if (!pile.Ok) return pile.Refusal!;
        var decline = await SeedDecline.Run(tx, now);
        if (!decline.Ok) return decline.Refusal!;
        // What was so from the beginning is no news to anybody.
        var days = await ComputeCoverage.Run(tx, now, tell: false);
        progress?.Invoke($"{pile.Value} transfers in and out of stockpiles, " +
            $"{days.Sum(one => one.Rows)} days of targets");
        return true;
    }

    /// <summary>The targets there would be had they been worked out in every month that a whole base period was in.
    /// </summary>
    public static async Task ComputeAll(Tx tx, int months, Moment now)
    {
        foreach (var scheme in Schemes.All.On(now.Day))
            for (var back = months - scheme.Base.Months; back >= 0; back--)
                await ComputeTargets.Run(tx, scheme.Scheme,
                    back == 0 ? now : Moment.InOslo(Month.Of(now.Day).Plus(-back).FirstDay, new TimeOnly(6, 0)),
                    "seed", TargetReason.Due);
    }

    static async Task List(Tx tx, CountryData country, DutyScheme scheme)
    {
        var id = tx.Ids.Next();
        var decided = Moment.InOslo(First, default);
        var changes = country.Substances.Where(one => Kebab.Of(one.Scheme) == scheme.Scheme).Select(one =>
            new ListChange(ListChangeKind.Add, one.Atc, one.Name, one.Group, Length(scheme, one), Part(scheme, one),
                "Tas inn på listen (oppdiktet)",
                "Kritisk legemiddel på den europeiske listen (oppdiktet begrunnelse)", First)).ToList();
        await ProposeChanges.Save(tx, id, scheme.Scheme, "Listen fra 1. januar 2024 (oppdiktet utvalg)", Commissioners,
            changes, decided, "Spesialistgruppen (oppdiktet)", made: true);
        await tx.Do("update list_proposal set state = 'decided', decided_at = @decided, decided_by = @by, " +
            "decided_for = '', decision = @text, in_force_on = @First where id = @id", new
        {
            id, decided, by = "Oppdiktet", First,
            text = "Oppdiktet vedtak: vedlegget til forskriften er ikke lagt inn",
        });
        var batch = new Batch(tx);
        DecideProposal.Write(batch, scheme.Scheme, id, changes, First);
        await batch.Run();
    }

    // The list of substances says months; the specialist scheme counts in days.
    static Span Length(DutyScheme scheme, CriticalSubstance one) => scheme.Most.Unit == SpanUnit.Months
        ? new(one.Months, SpanUnit.Months) : new(one.Months * 30, SpanUnit.Days);

    static string Part(DutyScheme scheme, CriticalSubstance one)
    {
        var wanted = one.Group switch
        {
            SubstanceGroup.AnalgesicAnaesthetic => "intensive-care",
            SubstanceGroup.Cancer => "hospital-paid",
            _ => "b180",
        };
        return scheme.Parts.Any(part => part.Key == wanted) ? wanted : "";
    }

    static Task Waiting(Tx tx, Moment now)
    {
        var day = now.Day.AddDays(-9);
        return ProposeChanges.Save(tx, tx.Ids.Next(), "primary", "Endringer til neste halvår (oppdiktet)",
            Commissioners,
        [
            new(ListChangeKind.Add, "A03BA01", "Atropin", SubstanceGroup.LifeSaving, new(3, SpanUnit.Months), "",
                "Tas inn med tre måneder", "Få leverandører, og ingen likeverdig behandling (oppdiktet)", day),
            new(ListChangeKind.Change, "J05AB01", "Aciklovir", SubstanceGroup.Antibiotic, new(6, SpanUnit.Months), "",
                "Økes fra tre til seks måneder", "Mangel to år på rad (oppdiktet)", day),
            new(ListChangeKind.Remove, "A02BC05", "Esomeprazol", SubstanceGroup.Other, null, "",
                "Tas ut", "Mange leverandører og gode alternativer (oppdiktet)", day),
        ], now, "Spesialistgruppen (oppdiktet)", made: true);
    }
}
