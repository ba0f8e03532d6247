using Forsyn.Core.Catalogue;

namespace Forsyn.Core.Shortages;

/// <summary>Why a shortage is notified.</summary>
public enum NoticeOccasion
{
    /// <summary>The holder of the authorisation expects an interruption, temporary or for good.</summary>
    Interruption,
    /// <summary>What a wholesaler was ordered cannot be delivered.</summary>
    UndeliveredOrder,
    /// <summary>The agency asked.</summary>
    AgencyRequest,
}

/// <summary>What the interruption comes of, in classes that can be counted.</summary>
public enum ShortageReason { Production, Quality, RawMaterial, Demand, Distribution, Regulatory, Commercial, Other }

/// <summary>What a shortage does to patients, as the agency assesses it.</summary>
public enum ShortageConsequence { None, Low, Medium, High }

/// <summary>What helps patients meanwhile, in the order in which it is looked for.</summary>
public enum ShortageSolution { EquivalentProduct, OtherStrengthOrPack, ForeignPack, OtherTreatment }

/// <summary>Where a notice stands; a deleted one stays readable.</summary>
public enum NoticeState { Open, Closed, Deleted }

/// <summary>What is done with a notice after it came.</summary>
public enum NoticeStep
{
    /// <summary>The agency assesses it, the first time or anew.</summary>
    Assess,
    /// <summary>The supply is back, or the package is gone for good.</summary>
    Close,
    /// <summary>It should not have been sent.</summary>
    Delete,
}

/// <summary>A package a notice is about.</summary>
public sealed record NoticePack(ArticleNumber Article, string Atc, string Strength);

/// <summary>A shortage as it is notified, the first time or changed.</summary>
/// <param name="Permanent">The package does not come back.</param>
/// <param name="EndsOn">The first day it is expected back; null where nobody knows.</param>
public sealed record Notice(
    NoticeOccasion Occasion, string Atc, IReadOnlyList<NoticePack> Packs, bool Permanent, DateOnly StartsOn,
    DateOnly? EndsOn);
