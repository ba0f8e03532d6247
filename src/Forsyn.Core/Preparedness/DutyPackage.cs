using Forsyn.Core.Catalogue;

namespace Forsyn.Core.Preparedness;

/// <summary>What a target needs to know of a package.</summary>
/// <param name="DddMicros">Micro-DDD in one pack; null where the substance has no defined daily dose.</param>
/// <param name="SubstitutionGroup">Packages a pharmacy may exchange for each other; empty where it is in none.</param>
public sealed record DutyPackage(
    ArticleNumber Article, string Atc, string Form, long UnitsPerPack, long? DddMicros, string SubstitutionGroup);

/// <summary>Packs of an article that one seller sold in the base period; less than zero when more came back.</summary>
public readonly record struct SoldPacks(string Seller, ArticleNumber Article, long Packs);
