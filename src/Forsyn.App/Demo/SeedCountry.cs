using Forsyn.App.Catalogue;
using Forsyn.App.Continuity;
using Forsyn.App.Database;
using Forsyn.App.Fulfilment.GoodsIn;
using Forsyn.App.Messages;
using Forsyn.App.Ordering.Influenza;
using Forsyn.App.Parties;
using Forsyn.App.Preparedness;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.App.Preparedness.RotationPlans;
using Forsyn.App.Shortages;
using Forsyn.App.Shortages.Risks;
using Forsyn.App.Stock;
using Forsyn.App.Stock.ColdChain;
using Forsyn.App.Stock.Counts;
using Forsyn.App.Stock.Coordination;
using Forsyn.App.Stock.Outlook;
using Forsyn.App.Stock.Reports;
using Forsyn.App.Stock.Warnings;

namespace Forsyn.App.Demo;

/// <summary>
/// Fills an empty database with a country: real places and authorities, made people, customers and stock, for
/// demonstration and exercise.
/// </summary>
public static class SeedCountry
{
    public const string BuiltIn = "built-in";

    /// <summary>What was written, or that it had been written before.</summary>
    public sealed record Seeded(bool AlreadyDone, IReadOnlyDictionary<string, long> Rows);

    /// <summary>
    /// Seeding twice changes nothing; refuses country-data-faulty. Progress is told in a line a step.
    /// </summary>
    /// <param name="stockpile">Whether what wholesalers have in preparedness is made, or comes later.</param>
    /// <param name="cases">Whether cases around it are made too: releases, breaches followed up, restrictions.</param>
    public static async Task<Result<Seeded>> Run(
        Db db, Moment now, Action<string>? progress = null, bool stockpile = true, bool cases = true)
    {
        if (await Content(db) is not null) return new Seeded(AlreadyDone: true, new Dictionary<string, long>());
        var country = Country.Load();
        if (!country.Ok) return country.Refusal!;
        var seeded = await Run(db, country.Value, BuiltIn, now, progress, stockpile);
        if (stockpile && cases && seeded is { Ok: true, Value.AlreadyDone: false }) await SeedCases.Run(db, now);
        return seeded;
    }

    /// <summary>
    /// Seeds with the public files of a folder in place of what is built in. Refuses data-files-missing,
    /// country-data-faulty and, where another country is there, seeded-with-other-content.
    /// </summary>
    public static async Task<Result<Seeded>> FromFolder(
        Db db, string folder, Moment now, Action<string>? progress = null)
    {
        var read = RealCountry.Read(folder, progress);
        return read.Ok ? await Run(db, read.Value.Country, read.Value.Content, now, progress) : read.Refusal!;
    }

    /// <summary>Seeds with a given country; refuses seeded-with-other-content when another one is there.</summary>
    internal static async Task<Result<Seeded>> Run(
        Db db, CountryData country, string content, Moment now, Action<string>? progress = null, bool stockpile = true)
    {
        var seeded = await Fill(db, country, content, now, stockpile, progress);
        // What was so from the beginning is no news to anybody.
        if (seeded is { Ok: true, Value.AlreadyDone: false }) await JudgeWarnings.Run(db, now, tell: false);
        return seeded;
    }

    static Task<Result<Seeded>> Fill(
        Db db, CountryData country, string content, Moment now, bool stockpile,
        Action<string>? progress) => db.Write<Seeded>(async tx =>
    {
        var before = await tx.One<string>("select content from loaded where what = 'country'");
        if (before is not null && before != content) return Refusal.Of("seeded-with-other-content", "content", before);
        if (before is not null) return new Seeded(AlreadyDone: true, new Dictionary<string, long>());
        await SaveParties.Geography(tx, country);
        var ids = await SaveParties.Parties(tx, country);
        var places = await SaveParties.Places(tx, country, ids);
        var people = await SaveParties.People(tx, country, ids);
        progress?.Invoke($"{country.Municipalities.Count} municipalities, {ids.Count} parties");
        var products = await SaveProducts.Run(
            tx, [.. country.Products, .. country.CriticalPackages, .. country.Equipment, .. country.OtherPackages],
            country.Diseases,
            done => { if (done % 5_000 == 0) progress?.Invoke($"{done} products"); });
        progress?.Invoke($"{products} products, {country.Postcodes.Count} postcodes");
        var stock = await OpeningStock.Run(tx, country, now, progress);
        if (!stock.Ok) return stock.Refusal!;
        progress?.Invoke($"{stock.Value.Transfers} transfers of opening stock");
        await SeedReports.Run(tx, now.Day);
        await Stability.Seed(tx, now);
        await SeedOutlook.Run(tx, now);
        await SeedCount.Run(tx, now);
        var readings = await SeedColdChain.Run(tx, now);
        if (!readings.Ok) return readings.Refusal!;
        progress?.Invoke($"{readings.Value} readings of made fridges");
        await SeedDuty.Run(tx, now);
        await SeedContinuity.Run(tx, now);
        await SeedMandates.Run(tx, country, now);
        var duty = await SeedPreparedness.Run(tx, country, stockpile, now, progress);
        if (!duty.Ok) return duty.Refusal!;
        await SeedSupervision.Run(tx, now);
        await SeedNotices.Run(tx, now);
        await SeedRisks.Run(tx, now);
        var preOrders = await SeedInfluenza.Run(tx, country, ids, now);
        progress?.Invoke($"{preOrders} pre-orders of influenza vaccine");
        await SeedDeliveries.Run(tx, now);
        await MadeUse.Run(tx, now);
        await ComputeRotation.Run(tx, now, tell: false);
        await MadeContacts.Run(tx);
        await SeedWarnings.Run(tx, now);
        await SeedCoordination.Run(tx, now);
        await tx.Do("insert into loaded (what, content, demo, recorded_at) values ('country', @content, @demo, @now)",
            new { content, demo = true, now });
        return new Seeded(AlreadyDone: false, new Dictionary<string, long>
        {
            ["municipalities"] = country.Municipalities.Count, ["parties"] = ids.Count, ["places"] = places,
            ["postcodes"] = country.Postcodes.Count, ["people"] = people, ["products"] = products,
            ["lots"] = stock.Value.Lots, ["transfers"] = stock.Value.Transfers,
        });
    });

    static Task<string?> Content(Db db) => db.One<string>("select content from loaded where what = 'country'");
}
