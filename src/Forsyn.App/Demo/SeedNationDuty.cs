using Forsyn.App.Database;
using Forsyn.App.Parties;
using Forsyn.App.Preparedness;
using Forsyn.App.Preparedness.DailyCoverage;
using Forsyn.App.Preparedness.RotationPlans;
using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;

namespace Forsyn.App.Demo;

/// <summary>
/// The stockpile duty of a made nation: a year of sales line by line and the sums of the year before it, the targets of
/// each month of the last year, and what the holders have towards them.
/// </summary>
static class SeedNationDuty
{
    const string Part = "duty";
    const int Months = 24, MonthsByLine = 12;

    public static async Task<Result<bool>> Run(
        Db db, CountryData country, NationSize size, Moment now, Action<string>? progress)
    {
        if (await NationMarks.Of(db, Part) is not null) return true;
        var sales = await MakeSales.Run(db, country,
            new(Months, size.PackagesSold, MonthsByLine, size.PharmaciesBuying, Anew: true), now, progress);
        if (!sales.Ok) return sales.Refusal!;
        var made = await db.Write<bool>(async tx =>
        {
            await DutyPackages.SeedVariants(tx);
            await SeedPreparedness.ComputeAll(tx, Months, now);
            progress?.Invoke($"targets of {Months - MonthsByLine + 1} months");
            var pile = await MakeStockpile.Run(tx, country, now.Day.AddDays(-size.Days), now);
            if (!pile.Ok) return pile.Refusal!;
            progress?.Invoke($"{pile.Value} transfers in and out of stockpiles");
            var plan = await ComputeRotation.Run(tx, now, tell: false);
            progress?.Invoke($"rotation of {plan.Packages} packages in {plan.Lots} lots planned");
            await NationMarks.Done(tx, Part, "", now);
            return true;
        });
        if (!made.Ok) return made.Refusal!;
        foreach (var kept in await ComputeCoverage.Run(db, now, tell: false))
            progress?.Invoke($"{kept.Rows} targets by days of the scheme {kept.Scheme} covered or not");
        return true;
    }
}
