using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Preparedness;

/// <summary>Schemes as they ship, and made packages, list entries and sales.</summary>
static class A
{
    public static readonly SchemeSet Norway = SchemeSet.Parse(Repository.Read("data/preparedness/norway.json"));
    public static readonly SchemeSet Finland = SchemeSet.Parse(Repository.Read("data/preparedness/finland.json"));

    public static readonly DateOnly June = new(2026, 6, 1);
    public static readonly DutyScheme Primary = Norway.On("primary", June)!;
    public static readonly DutyScheme Specialist = Norway.On("specialist", June)!;

    /// <summary>June 2025 to May 2026.</summary>
    public static readonly BasePeriod Year = Primary.Base.Before(June);

    public static Span Length(string text) => Span.TryParse(text, out var span) ? span
        : throw new ArgumentException(text, nameof(text));

    public static ListEntry Entry(string atc, string span) =>
        new(atc, atc, SubstanceGroup.Antibiotic, Length(span), "", DateRange.OpenFrom(new(2024, 1, 1)));

    public static DutyPackage Package(
        string article, string atc, long units, long? dddMicros, string form = "tablet", string group = "") =>
        new(ArticleNumber.Of(article), atc, form, units, dddMicros, group);

    public static SoldPacks Sold(string seller, string article, long packs) =>
        new(seller, ArticleNumber.Of(article), packs);

    public static IReadOnlyList<SubstanceTarget> Targets(
        DutyScheme scheme, BasePeriod period, IReadOnlyList<ListEntry> list, IReadOnlyList<DutyPackage> packages,
        params SoldPacks[] sold) => TargetRules.StockpileTargets(new(scheme, period, list, packages, sold));
}
