using System.Globalization;
using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.FollowUp;

/// <param name="HoldsPercent">The part of the target that must still be held, as 60 or 33.5.</param>
/// <param name="From">yyyy-MM-dd, the first day; not before today.</param>
/// <param name="LastDay">yyyy-MM-dd, the last day it holds.</param>
public sealed record PermitRequest(
    string? Scheme, string? Holder, string? Atc, string? HoldsPercent, string? Reason, string? From, string? LastDay,
    string? PackageGroup = null);

/// <summary>Gives leave to hold less than a target, where the scheme knows such leave, and takes it back.</summary>
public static class GrantPermit
{
    /// <summary>
    /// Refuses scheme-unknown, permit-not-in-scheme where the scheme knows no permits, and permit-faulty with all that
    /// is wrong.
    /// </summary>
    public static Task<Result<PermitRow>> Run(Db db, PermitRequest request, Moment now, Caller caller) =>
        db.Write<PermitRow>(async tx =>
        {
            var scheme = Schemes.On(request.Scheme, now.Day);
            return scheme.Ok ? await In(tx, scheme.Value, request, now, caller) : scheme.Refusal!;
        }, caller.Once);

    /// <summary>As above, under a scheme that is given.</summary>
    internal static async Task<Result<PermitRow>> In(
        Tx tx, DutyScheme scheme, PermitRequest request, Moment now, Caller caller)
    {
        if (!scheme.MayGoUnder)
            return Refusal.Of("permit-not-in-scheme", "scheme", scheme.Scheme, "law", scheme.Law);
        var written = new WrittenForm("STP-005");
        if (scheme.Holders.All(key => key.Value != request.Holder))
            written.Fault("permit-holder", "holder", request.Holder ?? "", "scheme", scheme.Scheme);
        var atc = request.Atc?.Trim().ToUpperInvariant() ?? "";
        if ((await SubstanceList.Entries(tx, scheme.Scheme, now.Day)).All(entry => entry.Atc != atc))
            written.Fault("permit-substance", "atc", atc);
        var holds = Millionths(request.HoldsPercent, written);
        var reason = written.Text(request.Reason, "permit-reason");
        var from = written.Day(request.From, "permit-from", now.Day);
        var last = written.Day(request.LastDay, "permit-last-day", from ?? now.Day);
        if (written.Refused("permit-faulty") is { } no) return no;
        var id = tx.Ids.Next();
        await new Batch(tx).Add("insert into permit (id, scheme, holder, atc, package_group, holds, reason, " +
            "valid_from, valid_to, decided_at, decided_by, decided_for) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id, scheme.Scheme, request.Holder, atc, request.PackageGroup?.Trim() ?? "", holds!.Value, reason,
            from!.Value, last!.Value.AddDays(1), now, caller.Name, caller.PartyName).Run();
        return (await tx.One<PermitRow>($"{Permits.Sql} where p.id = @id", new { id }))!;
    }

    /// <summary>
    /// Ends a permit before its time; the permit stays readable. Refuses permit-unknown, permit-over and permit-faulty.
    /// </summary>
    /// <param name="from">yyyy-MM-dd, the first day it no longer holds; today when left out.</param>
    public static Task<Result<PermitRow>> Withdraw(
        Db db, long id, string? reason, string? from, Moment now, Caller caller) => db.Write<PermitRow>(async tx =>
    {
        if (await tx.One<PermitRow>($"{Permits.Sql} where p.id = @id", new { id }) is not { } permit)
            return Refusal.Of("permit-unknown", "permit", $"{id}");
        if (permit.EndsOn is not null || permit.ValidTo <= now.Day)
            return Refusal.Of("permit-over", "permit", $"{id}");
        var written = new WrittenForm("STP-005");
        var why = written.Text(reason, "permit-reason");
        var day = string.IsNullOrWhiteSpace(from) ? now.Day
            : written.Day(from, "permit-from", now.Day, permit.ValidTo.AddDays(-1));
        if (written.Refused("permit-faulty") is { } no) return no;
        await new Batch(tx).Add("insert into permit_end (permit_id, ends_on, reason, at, by_person) " +
            "values (?, ?, ?, ?, ?)", id, day!.Value, why, now, caller.Name).Run();
        return (await tx.One<PermitRow>($"{Permits.Sql} where p.id = @id", new { id }))!;
    }, caller.Once);

    static long? Millionths(string? percent, WrittenForm written)
    {
        var text = percent?.Trim().TrimEnd('%').Trim().Replace(',', '.') ?? "";
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var part)
            && part < 100 && decimal.Round(part, 4) == part)
            return (long)(part * 10_000);
        written.Fault("permit-holds", "value", percent ?? "");
        return null;
    }
}
