using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;

namespace Forsyn.App.Ordering;

/// <summary>Fact: a workplace or a physician may vaccinate against yellow fever.</summary>
public sealed record YellowFeverGranted(long Grant, long Party);

/// <summary>Fact: a right to vaccinate against yellow fever was withdrawn.</summary>
public sealed record YellowFeverWithdrawn(long Grant, long Party);

/// <summary>A decision as it is written.</summary>
/// <param name="Party">Key of the workplace.</param>
/// <param name="Vaccinator">Name of the physician it is for; null when it is for the institution.</param>
/// <param name="GrantedBy">Who decided, when FHI writes down the decision of another.</param>
/// <param name="GrantedOn">Today when left out.</param>
public sealed record YellowFeverGrantRequest(
    string? Party, string? Vaccinator = null, string? HprNumber = null, string? GrantedBy = null,
    DateOnly? GrantedOn = null);

/// <summary>
/// Grants and withdraws the right to vaccinate against yellow fever. A chief municipal physician decides for the own
/// municipality only; FHI, which keeps the register, writes down decisions of others with their name.
/// </summary>
public static class GrantYellowFever
{
    /// <summary>Refuses with the first thing that is wrong, each with a code that begins with yellow-fever.</summary>
    public static Task<Result<YellowFeverDecision>> Run(
        Db db, YellowFeverGrantRequest request, Moment now, Caller caller) => db.Write<YellowFeverDecision>(async tx =>
    {
        var office = await YellowFeverRegister.Find(tx, request.Party?.Trim() ?? "", now.Day);
        if (office is null) return Refusal.Of("yellow-fever-party-unknown", "party", request.Party ?? "");
        if (await Elsewhere(tx, office.MunicipalityNumber, caller) is { } elsewhere) return elsewhere;
        var grantor = IsChief(caller) ? caller.Name : request.GrantedBy?.Trim() ?? "";
        if (grantor.Length == 0) return Refusal.Of("yellow-fever-grantor-missing");
        var (name, hpr) = (Blank(request.Vaccinator), Blank(request.HprNumber));
        if (name is null != hpr is null || !IsNumber(hpr))
            return Refusal.Of("yellow-fever-vaccinator-unclear");
        if (!YellowFever.MayBeGranted(office.Type))
            return Refusal.Of("yellow-fever-not-a-clinic", "party", office.Name);
        if (office.ByKind) return Refusal.Of("yellow-fever-by-kind", "party", office.Name);
        var day = request.GrantedOn ?? now.Day;
        if (day > now.Day) return Refusal.Of("yellow-fever-day", "day", $"{day:yyyy-MM-dd}");
        if ((await YellowFeverRegister.Of(tx, office.Id)).Any(d => d.WithdrawnOn is null && d.HprNumber == hpr))
            return Refusal.Of("yellow-fever-granted-already", "party", office.Name);
        var id = tx.Ids.Next();
        var batch = new Batch(tx).Add("insert into yellow_fever_grant (id, party_id, vaccinator, hpr_number, " +
            "granted_by, granted_on, recorded_at, recorded_by) values (?, ?, ?, ?, ?, ?, ?, ?)",
            id, office.Id, name, hpr, grantor, day, now, caller.PersonaId);
        Outbox.Append(batch, new YellowFeverGranted(id, office.Id), now);
        await batch.Run();
        return (await YellowFeverRegister.Decision(tx, id))!;
    }, caller.Once);

    /// <summary>
    /// Withdraws a decision from today, with a reason; what was ordered on it before stays as it was. Refuses
    /// yellow-fever-grant-unknown, -withdrawn-already, -reason-missing and -other-municipality.
    /// </summary>
    public static Task<Result<YellowFeverDecision>> Withdraw(
        Db db, long id, string? reason, Moment now, Caller caller) => db.Write<YellowFeverDecision>(async tx =>
    {
        if (await YellowFeverRegister.Decision(tx, id) is not { } decision)
            return Refusal.Of("yellow-fever-grant-unknown", "id", $"{id}");
        var municipality = await tx.One<string>(
            "select coalesce(municipality_number, '') from party where id = @PartyId", new { decision.PartyId });
        if (await Elsewhere(tx, municipality!, caller) is { } elsewhere) return elsewhere;
        if (decision.WithdrawnOn is not null) return Refusal.Of("yellow-fever-withdrawn-already", "id", $"{id}");
        if (string.IsNullOrWhiteSpace(reason)) return Refusal.Of("yellow-fever-reason-missing");
        var batch = new Batch(tx).Add("update yellow_fever_grant set withdrawn_on = ?, withdrawn_by = ?, reason = ? " +
            "where id = ? and withdrawn_on is null", now.Day, caller.Name, reason.Trim(), id);
        Outbox.Append(batch, new YellowFeverWithdrawn(id, decision.PartyId), now);
        await batch.Run();
        return (await YellowFeverRegister.Decision(tx, id))!;
    }, caller.Once);

    /// <summary>The municipality a chief municipal physician decides for; null for others.</summary>
    public static async Task<string?> Municipality(Db db, Caller caller) => !IsChief(caller) ? null
        : await db.One<string>(Own, new { caller.PersonaId });

    const string Own = "select municipality_number from person where persona = @PersonaId";

    static bool IsChief(Caller caller) => caller.Roles.Contains(Role.InfectionControlPhysician);

    static async Task<Refusal?> Elsewhere(Tx tx, string municipality, Caller caller)
    {
        if (!caller.May(Policy.YellowFeverGrant)) return Refusal.Of("not-allowed", "policy", Policy.YellowFeverGrant);
        return IsChief(caller) && await tx.One<string>(Own, new { caller.PersonaId }) != municipality
            ? Refusal.Of("yellow-fever-other-municipality") : null;
    }

    static bool IsNumber(string? hpr) =>
        hpr is null || (hpr.Length is >= 7 and <= 9 && hpr.All(char.IsAsciiDigit));

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
