namespace Forsyn.Core.Catalogue;

/// <summary>One orderable package and the facts that rules key on; quantities of it are counted in doses.</summary>
/// <param name="MadeNumber">The article number is made by us (900000–999999) because no source gave the real
/// one.</param>
/// <param name="Atc">ATC code as far as it is known, empty for items that are no medicine.</param>
/// <param name="Diseases">Codes of data/country/diseases.csv.</param>
/// <param name="DosesPerPack">Smallest dispensable units in one pack, at least 1.</param>
/// <param name="UnitsNote">What one unit is when it is not a single dose, otherwise empty.</param>
/// <param name="Authorised">Has a Norwegian marketing authorisation; without it an exemption is needed
/// (UNL-002).</param>
/// <param name="OnPositiveList">May be dispensed on exemption without the agency's decision first (UNL-006).</param>
/// <param name="BlueKeys">Product rows of the blue-prescription table it belongs to, see <see cref="BlueKey"/>.</param>
/// <param name="MultiDose">One container holds several doses (SHL-007).</param>
/// <param name="InUseHours">Shelf life after first opening, hours; null where the container is used at once
/// (SHL-008).</param>
/// <param name="PricePerPack">Sales price of a pack without levy and VAT.</param>
public sealed record Product(
    ArticleNumber ArticleNumber, bool MadeNumber, string Name, string Substance, string Atc, string Form,
    string Strength, ProductClass Class, IReadOnlyList<string> Diseases, int DosesPerPack, string UnitsNote,
    StorageCondition Storage, bool Authorised, bool OnPositiveList, ProductGroups Groups,
    IReadOnlyList<string> BlueKeys, Preservative Preservative, bool MultiDose, int? InUseHours, bool FreezeDried,
    bool LightProtected,
    Money PricePerPack, string PrescriptionGroup)
{
    public bool Has(ProductGroups group) => (Groups & group) == group;

    /// <summary>Influenza vaccine of killed virus, by its ATC code; J07BB03 is the live one in the nose.</summary>
    public bool InactivatedInfluenza =>
        Atc.StartsWith("J07BB", StringComparison.Ordinal) && Atc is not ("J07BB03" or "J07BB");
}

/// <summary>What a product is; FHI's wholesale permit covers the first three (ACT-002), the certificate is no
/// medicine (YEL-009). Equipment for infection control is counted beside medicines (STS-011) and not ordered
/// here.</summary>
public enum ProductClass { Vaccine, Immunoglobulin, Serum, Diagnostic, Certificate, Medicine, Equipment }

/// <summary>Where a package must lie: room 15–25 °C, fridge 2–8 °C, freezer −25 to −15 °C, ultra-freezer −90 to −60
/// °C.</summary>
public enum StorageCondition { Room, Fridge, Freezer, UltraFreezer }

/// <summary>Preservative in the finished product; mercury-based ones keep a product out of the childhood programme
/// (SHL-006).</summary>
public enum Preservative { None, Mercury, Other }

/// <summary>The ordering groups a product may be in: national programmes, and yellow fever with its authorised
/// offices.</summary>
[Flags]
public enum ProductGroups { None = 0, Childhood = 1, Hpv = 2, Influenza = 4, YellowFever = 8, Pregnancy = 16 }
