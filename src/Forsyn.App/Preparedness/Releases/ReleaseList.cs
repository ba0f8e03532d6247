using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;

namespace Forsyn.App.Preparedness.Releases;

/// <summary>Which releases are meant; what is left out is not filtered by.</summary>
/// <param name="Query">Part of the substance's name or code.</param>
/// <param name="Sort">newest, substance or units.</param>
public sealed record ReleaseFilter(
    string? Scheme = null, string? State = null, string? Kind = null, string? Query = null, int? Year = null,
    string? Sort = null);

/// <summary>Reads releases: all of them for those who oversee, and for a holder those it asked for or takes part in.
/// </summary>
public static class ReleaseList
{
    const string Columns = """
        select r.id, r.scheme, r.part, r.atc, r.substance, r.article_number, p.name as product, r.units, r.reason,
            r.wanted_by, r.state, r.requested_at, r.requested_by, r.requested_for, r.decided_at, r.decided_by,
            r.decided_for, r.kind, r.law, r.grounds, r.valid_from, r.valid_to, r.refilled_by, r.lead_days, r.cycle_days,
            r.made,
            (select cast(coalesce(sum(s.units), 0) as bigint) from release_share s where s.release_id = r.id)
                as decided,
            (select cast(coalesce(sum(m.units), 0) as bigint) from release_move m where m.release_id = r.id) as moved
        from stock_release r left join product p on p.article_number = r.article_number
        """;

    const string Visible = "(@all or r.requested_for = @partyName or exists (select 1 from release_share s " +
        "join party y on y.key = s.holder where s.release_id = r.id and y.id = @party))";

    /// <summary>The newest first where nothing else is said.</summary>
    /// <param name="cursor">How many rows were before.</param>
    public static async Task<Page<ReleaseRow>> List(
        Db db, ReleaseFilter filter, Caller caller, string? cursor = null, int limit = 50)
    {
        var (skip, most) = (long.TryParse(cursor, out var n) && n > 0 ? n : 0, Math.Clamp(limit, 1, 500));
        var order = filter.Sort switch
        {
            "substance" => "r.substance, r.id desc",
            "units" => "r.units desc, r.id desc",
            _ => "r.id desc",
        };
        var text = filter.Query?.Trim().ToLowerInvariant() ?? "";
        var rows = await db.List<ReleaseRow>($"""
            {Columns} where {Visible} and (@scheme = '' or r.scheme = @scheme) and (@state = '' or r.state = @state)
                and (@kind = '' or r.kind = @kind) and (@text = '' or lower(r.substance) like @part
                or lower(r.atc) like @part)
                and (@year = 0 or r.requested_at >= @first and r.requested_at < @next)
            order by {order} limit @most offset @skip
            """, new
        {
            all = SeesAll(caller), partyName = caller.PartyName, party = caller.Party ?? 0,
            scheme = filter.Scheme ?? "", state = filter.State ?? "", kind = filter.Kind ?? "", text,
            part = $"%{text}%", year = filter.Year ?? 0, first = Start(filter.Year), next = Start(filter.Year + 1),
            most = most + 1, skip,
        });
        return new([.. rows.Take(most)], rows.Count > most ? $"{skip + most}" : null);
    }

    static Moment Start(int? year) => Moment.InOslo(new(Math.Clamp(year ?? 2000, 2000, 2999), 1, 1), default);

    /// <summary>Null where there is none, or the caller may not see it.</summary>
    public static Task<ReleaseView?> Get(Db db, long id, DateOnly today, Caller caller) => db.Snapshot(async tx =>
    {
        var release = await tx.One<ReleaseRow>($"{Columns} where r.id = @id and {Visible}",
            new { id, all = SeesAll(caller), partyName = caller.PartyName, party = caller.Party ?? 0 });
        if (release is null) return null;
        var own = SeesAll(caller) ? null : await tx.One<string>("select key from party where id = @party",
            new { party = caller.Party ?? 0 }) ?? "";
        var shares = (await Shares(tx, id)).Where(one => own is null || one.Holder == own).ToList();
        var moves = (await Moves(tx, id)).Where(one => own is null || one.Holder == own).ToList();
        var receivers = await tx.List<ReleaseReceiver>($"""
            select r.party, {StockFilter.HolderName} as name, r.weight, r.units from release_receiver r
            join party y on y.key = r.party where r.release_id = @id order by r.weight desc, r.party
            """, new { id });
        return new ReleaseView(release, shares, receivers, moves,
            await Refills.Of(tx, release, shares, today), Events(release, moves));
    });

    /// <summary>What was decided and taken out, by the year of the decision, scheme and kind.</summary>
    public static async Task<IReadOnlyList<ReleaseTotal>> Totals(Db db, Caller caller) =>
    [
        .. (await All(db, caller)).Where(row => row.Kind is not null)
            .GroupBy(row => (row.DecidedAt!.Value.Day.Year, row.Scheme, Kind: row.Kind!))
            .OrderByDescending(rows => rows.Key.Year).ThenBy(rows => rows.Key.Scheme, StringComparer.Ordinal)
            .ThenBy(rows => rows.Key.Kind, StringComparer.Ordinal)
            .Select(rows => new ReleaseTotal
            {
                Year = rows.Key.Year, Scheme = rows.Key.Scheme, Kind = rows.Key.Kind, Releases = rows.Count(),
                Substances = rows.Select(row => row.Atc).Distinct().Count(), Decided = rows.Sum(row => row.Decided),
                Moved = rows.Sum(row => row.Moved),
            }),
    ];

    static Task<List<ReleaseRow>> All(Db db, Caller caller) => db.List<ReleaseRow>(
        $"{Columns} where {Visible} and r.state = 'decided' order by r.id",
        new { all = SeesAll(caller), partyName = caller.PartyName, party = caller.Party ?? 0 });

    /// <summary>The lots a holder may take its share from, in the order proposed, with the units proposed of each.
    /// </summary>
    public static Task<IReadOnlyList<(PoolLotRow Lot, long Proposed)>> Lots(
        Db db, ReleaseRow release, ReleaseShare share, DateOnly today) => db.Snapshot(async tx =>
    {
        if (Schemes.All.On(release.Scheme, today) is not { } scheme) return [];
        var rows = await PoolStock.Of(tx, scheme, release, share.Holder);
        var first = Core.Preparedness.ReleaseRules.FirstToExpire(rows.Select(row => row.ToLot()), share.Left, today)
            .ToDictionary(lot => (lot.Lot, lot.Place), lot => lot.Units);
        return (IReadOnlyList<(PoolLotRow, long)>)
            [.. rows.Where(row => row.ExpiresOn > today)
                .Select(row => (row, first.GetValueOrDefault((row.LotId, row.PlaceId))))];
    });

    /// <summary>What each holder of the scheme has that may be used, and might give of what was asked for.</summary>
    public static Task<IReadOnlyList<ReleaseShare>> Proposed(Db db, ReleaseRow release, DateOnly today) =>
        db.Snapshot(async tx =>
        {
            if (Schemes.All.On(release.Scheme, today) is not { } scheme) return [];
            var held = (await PoolStock.Of(tx, scheme, release)).Select(row => row.ToLot()).ToList();
            var names = await Parties.PartyNames.Run(db, scheme.Holders.Select(key => key.Value), today);
            return (IReadOnlyList<ReleaseShare>)
            [
                .. Core.Preparedness.ReleaseRules.ProposedShares(scheme, release.Units, held, today).Select(share =>
                    new ReleaseShare
                    {
                        Holder = share.Holder, HolderName = names.GetValueOrDefault(share.Holder, share.Holder),
                        Units = share.Units,
                        Held = held.Where(lot => lot.Holder == share.Holder && lot.ExpiresOn > today)
                            .Sum(lot => lot.Units),
                    }),
            ];
        });

    internal static Task<ReleaseRow?> Row(Tx tx, long id) =>
        tx.One<ReleaseRow>($"{Columns} where r.id = @id", new { id });

    /// <summary>The release, locked so that two bookings of it come one after the other.</summary>
    internal static async Task<ReleaseRow?> Locked(Tx tx, long id)
    {
        if (tx.Kind == DbKind.Postgres)
            await tx.List<long>("select id from stock_release where id = @id for update", new { id });
        return await Row(tx, id);
    }

    internal static Task<List<ReleaseShare>> Shares(Tx tx, long id) => tx.List<ReleaseShare>($"""
        select s.holder, {StockFilter.HolderName} as holder_name, s.units, s.held,
            (select cast(coalesce(sum(m.units), 0) as bigint) from release_move m
                where m.release_id = s.release_id and m.holder = s.holder) as moved
        from release_share s join party y on y.key = s.holder where s.release_id = @id order by s.holder
        """, new { id });

    internal static Task<List<ReleaseMove>> Moves(Tx tx, long id) => tx.List<ReleaseMove>($"""
        select m.line, m.holder, {StockFilter.HolderName} as holder_name, l.article_number, p.name as product,
            m.lot_id, l.lot_number, l.expires_on, m.place_id, m.units, m.undoes, m.transfer_id, m.counts_on,
            m.booked_at, m.booked_by, m.booked_for,
            exists (select 1 from release_move u where u.release_id = m.release_id and u.undoes = m.line) as undone
        from release_move m join party y on y.key = m.holder join lot l on l.id = m.lot_id
        join product p on p.article_number = l.article_number where m.release_id = @id order by m.line
        """, new { id });

    static List<ReleaseEvent> Events(ReleaseRow release, IReadOnlyList<ReleaseMove> moves)
    {
        var events = new List<ReleaseEvent>
        {
            new(release.RequestedAt, "requested", release.RequestedBy, release.RequestedFor, release.Units,
                release.WantedBy),
        };
        if (release.DecidedAt is { } at)
            events.Add(new(at, release.State, release.DecidedBy ?? "", release.DecidedFor ?? "",
                release.State == Kebab.Of(ReleaseState.Decided) ? release.Decided : null, release.Law ?? ""));
        events.AddRange(Postings(moves).Select(rows => new ReleaseEvent(rows[0].BookedAt,
            rows[0].Undoes is null ? "taken" : "back", rows[0].BookedBy, rows[0].BookedFor,
            Math.Abs(rows.Sum(move => move.Units)), rows[0].HolderName)));
        return [.. events.OrderBy(one => one.At)];
    }

    // Lines that were booked together have transfers in a row.
    static IEnumerable<List<ReleaseMove>> Postings(IReadOnlyList<ReleaseMove> moves)
    {
        var rows = new List<ReleaseMove>();
        foreach (var move in moves)
        {
            if (rows.Count > 0 && (move.Undoes is not null || move.TransferId != rows[^1].TransferId + 1
                || move.Holder != rows[^1].Holder || move.BookedAt != rows[^1].BookedAt))
            {
                yield return rows;
                rows = [];
            }
            rows.Add(move);
        }
        if (rows.Count > 0) yield return rows;
    }

    static bool SeesAll(Caller caller) => caller.May(Policy.PreparednessReadAll);
}
