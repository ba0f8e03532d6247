namespace Forsyn.Core.Catalogue;

/// <summary>An active substance that wholesalers must hold extra stock of.</summary>
/// <param name="Months">Consumption to hold, 3 to 6 months (STP-001, STP-008).</param>
public sealed record CriticalSubstance(
    string Atc, string Name, SubstanceGroup Group, StockpileScheme Scheme, int Months);

/// <summary>The kinds of content the stockpile has at least (STP-010), and the rest.</summary>
public enum SubstanceGroup { Antibiotic, AnalgesicAnaesthetic, LifeSaving, Cancer, Other }

/// <summary>Which of the two stockpile schemes a substance is held under (STP-006).</summary>
public enum StockpileScheme { Primary, Specialist }
