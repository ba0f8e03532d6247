using Forsyn.Core.Parties;

namespace Forsyn.Core.Ordering;

/// <summary>Why somebody may vaccinate against yellow fever.</summary>
public enum YellowFeverGround
{
    /// <summary>A municipal or city-district office, or a municipal health station (YEL-005, YEL-006).</summary>
    Municipal,
    /// <summary>A decision of a chief municipal physician for the institution (YEL-007).</summary>
    Institution,
    /// <summary>A decision of a chief municipal physician for the physician (YEL-007).</summary>
    Vaccinator,
}

/// <summary>A decision in the register (YEL-008).</summary>
/// <param name="HprNumber">Of the physician it is for; null when it is for the institution.</param>
/// <param name="WithdrawnOn">The first day it no longer holds.</param>
public sealed record YellowFeverGrant(string? HprNumber, DateOnly GrantedOn, DateOnly? WithdrawnOn)
{
    public bool Holds(DateOnly day) => day >= GrantedOn && (WithdrawnOn is not { } end || day < end);
}

/// <summary>What an order that did not come through the web shop says of itself (YEL-003).</summary>
public sealed record YellowFeverStatement(bool AuthorisedBody, bool Physician);

/// <summary>What is known of the customer of an order for yellow fever vaccine.</summary>
/// <param name="Municipal">Run by the municipality.</param>
/// <param name="HprNumber">Of the requisitioner.</param>
public sealed record YellowFeverFacts(
    bool Municipal, IReadOnlyList<YellowFeverGrant> Grants, string? HprNumber, YellowFeverStatement? Stated = null);

/// <summary>Who may vaccinate against yellow fever.</summary>
public static class YellowFever
{
    /// <summary>Offices and health stations of the municipality need no decision.</summary>
    public static bool ByKind(PartyType type, bool municipal) =>
        municipal && type is PartyType.DoctorsOffice or PartyType.HealthStation;

    /// <summary>Why a physician at a workplace may vaccinate; null where nothing allows it (YEL-004).</summary>
    public static YellowFeverGround? Ground(
        PartyType type, bool municipal, IEnumerable<YellowFeverGrant> grants, string? hprNumber, DateOnly day)
    {
        if (ByKind(type, municipal)) return YellowFeverGround.Municipal;
        var holding = grants.Where(grant => grant.Holds(day)).ToList();
        if (holding.Any(grant => grant.HprNumber is null)) return YellowFeverGround.Institution;
        return hprNumber is { Length: > 0 } && holding.Any(grant => grant.HprNumber == hprNumber)
            ? YellowFeverGround.Vaccinator : null;
    }

    /// <summary>Whether a decision may be about such a workplace: one where patients are vaccinated.</summary>
    public static bool MayBeGranted(PartyType type) =>
        type is PartyType.DoctorsOffice or PartyType.HealthStation or PartyType.Hospital;
}
