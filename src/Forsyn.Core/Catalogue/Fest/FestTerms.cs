namespace Forsyn.Core.Catalogue.Fest;

/// <summary>A group of packages a pharmacy may swap between (Byttegruppe): same substance and strength, equal in
/// effect.</summary>
public sealed record FestSubstitutionGroup(
    string CatalogueId, FestCode Code, bool HasRemark, string Remark, FestPeriod Valid) : FestItem(CatalogueId);

/// <summary>A reimbursement group (Refusjonsgruppe) with the legal basis it stands under, such as blue prescription §
/// 2.</summary>
public sealed record FestReimbursementGroup(
    string CatalogueId, FestCode Basis, bool NeedsProductLink, bool NeedsDecision, FestCode Number, FestCode Atc,
    bool NeedsCode, string EntitledUse, IReadOnlyList<string> Conditions, IReadOnlyList<FestReimbursementCode> Codes)
    : FestItem(CatalogueId);

/// <summary>A diagnosis code that entitles to reimbursement in a group.</summary>
/// <param name="System">Object identifier of the code system, such as ICD-10.</param>
public sealed record FestReimbursementCode(
    FestCode Code, string System, string SubTerm, DateOnly From, DateOnly? PrescribeUntil, DateOnly? DispenseUntil,
    IReadOnlyList<FestCodeCondition> Conditions);

/// <summary>A condition tied to one reimbursement code for a time.</summary>
public readonly record struct FestCodeCondition(string ConditionId, DateOnly From, DateOnly? To);

/// <summary>A condition for prescribing or reimbursement (Vilkår), as text and partly as structure.</summary>
/// <param name="AppliesTo">1 requisitioner, other codes pharmacy and both.</param>
public sealed record FestCondition(
    string CatalogueId, string Number, FestCode Group, FestCode AppliesTo, string Text, FestPeriod Valid,
    IReadOnlyList<FestConditionValue> Values) : FestItem(CatalogueId);

/// <summary>One value of a structured condition (type 1–28, such as age from, sex, specialist, hospital).</summary>
public readonly record struct FestConditionValue(FestCode Type, FestCode Value);

/// <summary>A notice from the agency (VarselSlv); type 2 is a supply failure. Its catalogue id is its entry
/// id.</summary>
/// <param name="References">Catalogue ids the notice is about, with the class of each.</param>
public sealed record FestNotice(
    string CatalogueId, FestCode Type, string Heading, string Text, DateOnly From, string LinkText, string Link,
    IReadOnlyList<FestCode> DisplayRules, IReadOnlyList<FestCode> Codes, IReadOnlyList<FestReference> References)
    : FestItem(CatalogueId)
{
    public const string SupplyFailure = "2";
}

/// <summary>What a notice refers to: the class as written and the catalogue id.</summary>
public readonly record struct FestReference(FestCode Class, string ElementId);
