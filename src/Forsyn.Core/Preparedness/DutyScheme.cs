using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Preparedness;

/// <summary>What a duty rests on; a breach is followed up differently by it (STP-005).</summary>
public enum LegalBasis { Regulation, Contract }

/// <summary>How the turnover of the base period is shared between those who must hold.</summary>
public enum SharingRule
{
    /// <summary>By the turnover each had itself; what others sold is shared by the same shares.</summary>
    Turnover,
    /// <summary>Each answers for what it sold itself, and nobody for what others sold.</summary>
    Own,
    Equal,
    /// <summary>By the weights the scheme names.</summary>
    Fixed,
}

/// <summary>Which packages can stand in for each other when a target is worked out and held.</summary>
public enum CountRule
{
    /// <summary>All packages of the substance, whatever form and strength.</summary>
    Substance,
    /// <summary>Packages of the substance in the same form.</summary>
    Form,
    /// <summary>Packages of the same substitution group; a package in none stands for itself.</summary>
    SubstitutionGroup,
}

/// <summary>What packages are counted in: defined daily doses, so that a tablet of double strength counts twice, or
/// units, so that each tablet counts one.</summary>
public enum Measure { Ddd, Units }

/// <summary>A part of a stockpile with a purpose of its own (STS-001).</summary>
public sealed record SchemePart(string Key, string Bokmaal, string Nynorsk, string English);

/// <summary>A stockpile duty as it stands on some days; another version is another row (STP-001…STP-009).</summary>
/// <param name="Scheme">Name that stays the same from version to version, such as primary.</param>
/// <param name="Owners">Who owns the stockpile; another thing than who pays (STP-006).</param>
/// <param name="Administrator">Who administers it for the owners (ACT-017).</param>
/// <param name="Holders">Who must hold it.</param>
/// <param name="Law">Paragraph, or what the contract is called.</param>
/// <param name="UseDecidedBy">Who decides that it may be used (STS-003).</param>
/// <param name="ListDecidedBy">The role that decides which substances are covered (ACT-015).</param>
/// <param name="Most">The most the duty may ask for; what the list asks for and what is held are two other figures
/// (INC-011).</param>
/// <param name="Least">The least the list asks for; null where nothing is said.</param>
/// <param name="OrdinaryDays">Days of sale that ordinary stock must cover besides (STP-009, STS-002).</param>
/// <param name="TurnoverOf">Whose purchases are the turnover (STP-007).</param>
/// <param name="Shares">Weights by holder for <see cref="SharingRule.Fixed"/>.</param>
/// <param name="RawMaterialAtMost">The part of a target that may be raw material; zero where none may.</param>
/// <param name="SubstitutesCount">Substitutes fulfil the duty as the medicine itself does.</param>
/// <param name="SurplusCounts">Sale stock beyond the ordinary days counts towards the duty.</param>
/// <param name="MayGoUnder">A permit to hold less can be given.</param>
/// <param name="Source">Where it was read, and what is made.</param>
public sealed record DutyScheme(
    string Scheme, Pool Pool, DateRange Valid, IReadOnlyList<PartyKey> Owners, IReadOnlyList<PartyKey> Payers,
    PartyKey? Administrator, IReadOnlyList<PartyKey> Holders, LegalBasis LegalBasis, string Law,
    IReadOnlyList<PartyKey> UseDecidedBy, Role? ListDecidedBy, Span Most, Span? Least, int OrdinaryDays,
    IReadOnlyList<PartyType> TurnoverOf, BaseRule Base, Rhythm Rhythm, SharingRule Sharing,
    IReadOnlyDictionary<string, long> Shares, CountRule CountBy, Measure Measure, Rate RawMaterialAtMost,
    bool SubstitutesCount, bool SurplusCounts, bool MayGoUnder, IReadOnlyList<SchemePart> Parts, string Source)
{
    /// <summary>Whether a span may stand on the list: not more than the duty allows, and not less than the least.
    /// </summary>
    public bool Allows(Span span) => span <= Most && !(Least is { } least && span < least);
}
