namespace Forsyn.Core.Catalogue.Fest;

/// <summary>The catalogues of a FEST file (M30, 2014-12-01) that are kept; the numbers are stored.</summary>
public enum FestCatalogue
{
    Brand = 1, Package = 2, Substance = 3, SubstitutionGroup = 4, Reimbursement = 5, Condition = 6, Notice = 7,
}

/// <summary>
/// One entry (Oppf…) of a FEST file. The entry id changes with every change of the content, the catalogue ids of its
/// items stay. An expired entry (status U, increments only) may have no items.
/// </summary>
/// <param name="Time">When the agency made this version (Tidspunkt, Oslo time in the file).</param>
public sealed record FestEntry(
    FestCatalogue Catalogue, string EntryId, Moment Time, bool Active, IReadOnlyList<FestItem> Items);

/// <summary>The content of an entry, known by its stable catalogue id.</summary>
public abstract record FestItem(string CatalogueId);

/// <summary>A coded value with the name the file gives it; both are empty where the file has none.</summary>
public readonly record struct FestCode(string Value, string Name)
{
    public static readonly FestCode None = new("", "");
}

/// <summary>First and last day something is valid, as FEST gives them: either may be open.</summary>
public readonly record struct FestPeriod(DateOnly? From, DateOnly? To)
{
    public bool Contains(DateOnly day) => !(From > day) && !(To < day);
}

/// <summary>What brands and packages have in common (typeLegemiddel).</summary>
/// <param name="PrescriptionGroup">A, B, C, F or K; CF on brands only.</param>
/// <param name="PreparationType">6 vaccine, 7 medicine, 9 non-approved, 11 needs exemption, 15 hospital
/// product.</param>
/// <param name="ApplicationType">Whether an application for exemption must be sent (TypeSoknadSlv): 1 none, 2 the
/// pharmacy assesses.</param>
/// <param name="Conditions">Catalogue ids of the conditions that bind it.</param>
public sealed record FestMedicine(
    FestCode Atc, string NameFormStrength, string PrescriptionGroup, FestCode Form, FestCode PreparationType,
    FestCode ApplicationType, bool OpioidApplication, FestCode BlackTriangle, IReadOnlyList<string> Conditions,
    IReadOnlyList<FestReimbursed> Reimbursements, string SubstitutionGroup, FestPeriod Substitution);

/// <summary>That a medicine is reimbursed under a group; new prescriptions and dispensing end on their own
/// days.</summary>
public readonly record struct FestReimbursed(
    string GroupId, DateOnly From, DateOnly? PrescribeUntil, DateOnly? DispenseUntil);
