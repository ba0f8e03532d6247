using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.FollowUp;

/// <summary>Leave to hold less than a target.</summary>
public sealed class PermitRow
{
    public long Id { get; init; }
    public string Scheme { get; init; } = "";
    public string Holder { get; init; } = "";
    public string HolderName { get; init; } = "";
    public string Atc { get; init; } = "";
    public string PackageGroup { get; init; } = "";
    public string Substance { get; init; } = "";
    /// <summary>The part of the target that must still be held, in millionths.</summary>
    public long Holds { get; init; }
    public string Reason { get; init; } = "";
    public DateOnly ValidFrom { get; init; }
    /// <summary>The first day it no longer holds, as decided.</summary>
    public DateOnly ValidTo { get; init; }
    public Moment DecidedAt { get; init; }
    public string DecidedBy { get; init; } = "";
    public string DecidedFor { get; init; } = "";
    /// <summary>The first day it no longer holds, as withdrawn.</summary>
    public DateOnly? EndsOn { get; init; }
    public string? EndReason { get; init; }
    public string? EndedBy { get; init; }

    internal DateOnly To => EndsOn < ValidTo ? EndsOn.Value : ValidTo;

    /// <summary>Null where it was withdrawn before it began.</summary>
    internal UnderPermit? Under => To <= ValidFrom ? null : new(new DateRange(ValidFrom, To), new Rate(Holds), Reason);

    public PermitState On(DateOnly day) => EndsOn <= day && EndsOn < ValidTo ? PermitState.Withdrawn
        : day < ValidFrom ? PermitState.Coming : day < ValidTo ? PermitState.InForce : PermitState.Lapsed;
}

/// <summary>A permit that counts towards a target.</summary>
public sealed record PermitOn(string Holder, string Atc, string PackageGroup, UnderPermit Permit);

/// <summary>Reads permits to hold less than a target: all for those who oversee, its own for a holder.</summary>
public static class Permits
{
    internal const string Sql = $"""
        select p.*, {StockFilter.HolderName} as holder_name, e.ends_on, e.reason as end_reason,
            e.by_person as ended_by, coalesce((select l.name from list_entry l where l.scheme = p.scheme
                and l.atc = p.atc order by l.valid_from desc limit 1), p.atc) as substance
        from permit p join party y on y.key = p.holder left join permit_end e on e.permit_id = p.id
        """;

    /// <summary>The newest first.</summary>
    public static async Task<Page<PermitRow>> List(
        Db db, Caller caller, string? scheme = null, string? cursor = null, int limit = 50)
    {
        var most = Math.Clamp(limit, 1, 500);
        var rows = await db.List<PermitRow>($"{Sql} where (@all or y.id = @party) and (@scheme = '' or " +
            "p.scheme = @scheme) and p.id < @before order by p.id desc limit @most", new
        {
            all = caller.May(Policy.PreparednessReadAll), party = caller.Party ?? 0, scheme = scheme ?? "",
            before = long.TryParse(cursor, out var id) ? id : long.MaxValue, most = most + 1,
        });
        return new([.. rows.Take(most)], rows.Count > most ? $"{rows[most - 1].Id}" : null);
    }

    /// <summary>All permits of a scheme that hold on any of the days, for whoever works coverage out.</summary>
    public static async Task<IReadOnlyList<PermitOn>> On(Tx tx, string scheme, DateOnly first, DateOnly last) =>
    [
        .. from row in await tx.List<PermitRow>($"{Sql} where p.scheme = @scheme and p.valid_from <= @last " +
               "and p.valid_to > @first and (e.ends_on is null or e.ends_on > @first) order by p.id",
               new { scheme, first, last })
           let under = row.Under
           where under is not null
           select new PermitOn(row.Holder, row.Atc, row.PackageGroup, under),
    ];
}
