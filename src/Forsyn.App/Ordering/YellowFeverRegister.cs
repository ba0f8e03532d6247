using Dapper;
using Forsyn.App.Database;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;

namespace Forsyn.App.Ordering;

/// <summary>A workplace that may vaccinate against yellow fever, or once could.</summary>
/// <param name="ByKind">Needs no decision.</param>
/// <param name="Holding">Decisions that hold on the day, for the institution and for physicians.</param>
public sealed record YellowFeverOffice(
    long Id, string Key, string Name, string Municipality, string MunicipalityNumber, PartyType Type, bool ByKind,
    int Holding, bool Made)
{
    public bool IsAuthorised => ByKind || Holding > 0;
}

/// <summary>A decision of the register as it is shown.</summary>
public sealed class YellowFeverDecision
{
    public long Id { get; init; }
    public long PartyId { get; init; }
    /// <summary>The physician it is for; null when it is for the institution.</summary>
    public string? Vaccinator { get; init; }
    public string? HprNumber { get; init; }
    public string GrantedBy { get; init; } = "";
    public DateOnly GrantedOn { get; init; }
    public DateOnly? WithdrawnOn { get; init; }
    public string? WithdrawnBy { get; init; }
    public string Reason { get; init; } = "";

    public bool Holds(DateOnly day) => new YellowFeverGrant(HprNumber, GrantedOn, WithdrawnOn).Holds(day);
}

/// <param name="Query">Words of name, key or municipality.</param>
/// <param name="Decided">Only those with a decision: FHI's register of others than municipal offices (YEL-008).</param>
/// <param name="Cursor">The last id of the page before.</param>
/// <param name="All">Every workplace a decision may be about, authorised or not.</param>
public sealed record YellowFeverFilter(
    string? Query = null, string? Municipality = null, bool Decided = false, long? Cursor = null, int Limit = 50,
    bool All = false);

/// <summary>The register of who may vaccinate against yellow fever.</summary>
public static class YellowFeverRegister
{
    public const int MostAtOnce = 200;

    const string Office = """
        select p.id, p.key, p.type, p.municipal, p.made, n.name_nb as name, coalesce(m.name, '') as municipality,
            coalesce(p.municipality_number, '') as municipality_number,
            (select count(*) from yellow_fever_grant g where g.party_id = p.id and g.granted_on <= @day
             and (g.withdrawn_on is null or g.withdrawn_on > @day)) as holding
        from party p
        join party_name n on n.party_id = p.id and n.valid_from <= @day and (n.valid_to is null or n.valid_to >= @day)
        left join municipality m on m.number = p.municipality_number
        """;

    const string Decisions = "select id, party_id, vaccinator, hpr_number, granted_by, granted_on, withdrawn_on, " +
        "withdrawn_by, reason from yellow_fever_grant ";

    /// <summary>Municipal offices and health stations, and every workplace with a decision, by id.</summary>
    public static async Task<List<YellowFeverOffice>> List(Db db, YellowFeverFilter filter, DateOnly day)
    {
        var args = new DynamicParameters(new
        {
            day, yes = true, filter.Municipality, filter.Cursor, limit = Math.Clamp(filter.Limit, 1, MostAtOnce),
        });
        const string decided = "exists (select 1 from yellow_fever_grant g where g.party_id = p.id)";
        var where = filter.Decided ? decided
            : filter.All ? "p.type in ('doctors-office', 'health-station', 'hospital')"
            : $"(p.municipal = @yes and p.type in ('doctors-office', 'health-station') or {decided})";
        if (!string.IsNullOrWhiteSpace(filter.Municipality)) where += " and p.municipality_number = @Municipality";
        if (filter.Cursor is not null) where += " and p.id > @Cursor";
        var words = (filter.Query ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8);
        foreach (var (word, i) in words.Select((word, i) => (word, i)))
        {
            where += $" and n.search like @word{i}";
            args.Add($"word{i}", $"%{word}%");
        }
        return [.. (await db.List<OfficeRow>($"{Office} where {where} order by p.id limit @limit", args))
            .Select(row => row.ToOffice())];
    }

    /// <summary>One workplace and its decisions, the newest first; refuses yellow-fever-party-unknown.</summary>
    public static async Task<Result<(YellowFeverOffice Office, IReadOnlyList<YellowFeverDecision> Decisions)>> One(
        Db db, string party, DateOnly day)
    {
        var row = await db.One<OfficeRow>($"{Office} where p.key = @party", new { party, day });
        if (row is null) return Refusal.Of("yellow-fever-party-unknown", "party", party);
        return (row.ToOffice(), await db.List<YellowFeverDecision>(
            $"{Decisions} where party_id = @Id order by granted_on desc, id desc limit 200", new { row.Id }));
    }

    /// <summary>Why a physician may vaccinate at a workplace; null where nothing allows it (YEL-004).</summary>
    public static async Task<YellowFeverGround?> Vaccinator(Db db, string party, string hprNumber, DateOnly day)
    {
        var found = await One(db, party, day);
        if (!found.Ok) return null;
        var (office, decisions) = found.Value;
        return YellowFever.Ground(office.Type, office.ByKind,
            decisions.Select(d => new YellowFeverGrant(d.HprNumber, d.GrantedOn, d.WithdrawnOn)), hprNumber, day);
    }

    internal static async Task<YellowFeverOffice?> Find(Tx tx, string party, DateOnly day) =>
        (await tx.One<OfficeRow>($"{Office} where p.key = @party", new { party, day }))?.ToOffice();

    internal static Task<YellowFeverDecision?> Decision(Tx tx, long id) =>
        tx.One<YellowFeverDecision>($"{Decisions} where id = @id", new { id });

    internal static Task<List<YellowFeverDecision>> Of(Tx tx, long party) =>
        tx.List<YellowFeverDecision>($"{Decisions} where party_id = @party", new { party });

    sealed class OfficeRow
    {
        public long Id { get; init; }
        public string Key { get; init; } = "";
        public string Type { get; init; } = "";
        public bool Municipal { get; init; }
        public bool Made { get; init; }
        public string Name { get; init; } = "";
        public string Municipality { get; init; } = "";
        public string MunicipalityNumber { get; init; } = "";
        public long Holding { get; init; }

        public YellowFeverOffice ToOffice() => new(Id, Key, Name, Municipality, MunicipalityNumber,
            Kebab.Read<PartyType>(Type), YellowFever.ByKind(Kebab.Read<PartyType>(Type), Municipal), (int)Holding,
            Made);
    }
}
