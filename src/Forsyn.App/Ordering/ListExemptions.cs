using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>Which: the own workplace's, those that wait for the caller, or those still to be sent on.</summary>
public enum ExemptionScope { Mine, Queue, Forward, All }

/// <param name="Query">Number, or a part of product, workplace or physician.</param>
/// <param name="Cursor">The last id of the page before.</param>
public sealed record ExemptionFilter(
    ExemptionScope Scope, string? Query = null, string? Article = null, long? Cursor = null, int Limit = 50);

/// <summary>Applications for licence exemption, the newest first; those that wait, the oldest first.</summary>
public static class ListExemptions
{
    public const int MostAtOnce = 200;

    static string Select(string where) => $"""
        select {ExemptionRow.Columns}, p.name as product, p.positive_list,
            (select n.name_nb from party_name n where n.party_id = e.party_id and n.valid_from <= @day
             and (n.valid_to is null or n.valid_to >= @day) order by n.valid_from desc limit 1) as party,
            (select n.name_nb from party_name n where n.party_id = e.reviewer_id and n.valid_from <= @day
             and (n.valid_to is null or n.valid_to >= @day) order by n.valid_from desc limit 1) as reviewer
        from exemption e join product p on p.article_number = e.article_number
        where {where}
        """;

    public static async Task<List<ExemptionView>> Run(Db db, ExemptionFilter filter, Moment now, Caller caller)
    {
        var oldestFirst = filter.Scope is ExemptionScope.Queue or ExemptionScope.Forward;
        var where = Scope(filter.Scope, caller);
        if (!string.IsNullOrWhiteSpace(filter.Query))
            where += " and (cast(e.id as text) = @number or p.search like @words or lower(e.physician) like @words " +
                "or lower(e.workplace) like @words)";
        if (filter.Article is not null) where += " and e.article_number = @Article";
        if (filter.Cursor is not null) where += $" and e.id {(oldestFirst ? ">" : "<")} @Cursor";
        var rows = await db.List<ViewRow>(
            $"{Select(where)} order by e.id {(oldestFirst ? "asc" : "desc")} limit @limit",
            new
            {
                day = now.Day, party = caller.Party ?? 0, number = filter.Query?.Trim() ?? "",
                words = $"%{filter.Query?.Trim().ToLowerInvariant()}%", filter.Article, filter.Cursor,
                limit = Math.Clamp(filter.Limit, 1, MostAtOnce),
            });
        return [.. rows.Select(row => row.ToView(now.Day))];
    }

    /// <summary>What a workplace may order a product on today; a pharmacy also on what was sent to it.</summary>
    public static async Task<List<ExemptionView>> Usable(Db db, string article, Moment now, long party) =>
        [.. (await db.List<ViewRow>(
                $"{Select("(e.party_id = @party or e.reviewer_id = @party) and e.article_number = @article " +
                "and e.state = 'approved' and e.valid_to >= @day")} order by e.id desc limit {MostAtOnce}",
                new { day = now.Day, party, article }))
            .Select(row => row.ToView(now.Day)).Where(one => one.Standing == ExemptionStanding.Approved)];

    /// <summary>The applications an order stands on, of those the caller may see.</summary>
    public static async Task<List<ExemptionView>> OfOrder(Db db, long order, Moment now, Caller caller) =>
        [.. (await db.List<ViewRow>(
                $"{Select("e.id in (select exemption_id from exemption_use where order_number = @order)")} " +
                "order by e.id", new { day = now.Day, order }))
            .Select(row => row.ToView(now.Day)).Where(one => one.MayBeSeenBy(caller))];

    /// <summary>One application; refuses exemption-unknown, also where it is another's.</summary>
    public static async Task<Result<ExemptionDetails>> One(Db db, long id, Moment now, Caller caller)
    {
        var row = await db.One<ViewRow>(Select("e.id = @id"), new { id, day = now.Day });
        if (row?.ToView(now.Day) is not { } view || !view.MayBeSeenBy(caller)) return Unknown(id);
        var orders = await db.List<ExemptionOrder>(
            "select order_number, line, doses, used_at, given_back_at from exemption_use where exemption_id = @id " +
            "order by used_at desc, order_number desc limit 200", new { id });
        return new ExemptionDetails(view, row.Opened(db), orders);
    }

    internal static async Task<ExemptionView?> View(Tx tx, long id, Moment now) =>
        (await tx.One<ViewRow>(Select("e.id = @id"), new { id, day = now.Day }))?.ToView(now.Day);

    internal static Refusal Unknown(long id) => Refusal.Of("exemption-unknown", "id", $"{id}");

    static string Scope(ExemptionScope scope, Caller caller) => scope switch
    {
        ExemptionScope.Mine => "e.party_id = @party",
        ExemptionScope.Queue => "e.reviewer_id = @party and e.state = 'submitted'",
        ExemptionScope.Forward => Waiting("e.reviewer_id = @party"),
        _ => caller.May(Policy.ExemptionRead) ? "1 = 1" : "(e.party_id = @party or e.reviewer_id = @party)",
    };

    static string Waiting(string whose) =>
        $"{whose} and e.state = 'approved' and e.forwarded_at is null and not e.by_agency";

    sealed class ViewRow : ExemptionRow
    {
        public string Product { get; init; } = "";
        public bool PositiveList { get; init; }
        public string? Party { get; init; }
        public string? Reviewer { get; init; }

        public ExemptionView ToView(DateOnly day)
        {
            var exemption = ToExemption();
            return new(Id, exemption.Standing(day), exemption.Kind, ArticleNumber, Product, PositiveList, PartyId,
                Party ?? "", ReviewerId, Reviewer ?? "", Physician, HprNumber, Workplace, exemption.Doses,
                exemption.Used, exemption.Left, new Moment(AppliedAt), OrderNumber, ValidFrom, ValidTo, ByAgency,
                DecidedAt is { } at ? new Moment(at) : null, DecidedBy, Reason,
                exemption.State == ExemptionState.Approved && !ByAgency && ForwardedAt is null,
                ForwardedAt is { } sent ? new Moment(sent) : null, ForwardedBy, AttachmentId, DecisionId,
                exemption.Kind == ExemptionKind.NamedPatient, Version);
        }
    }
}
