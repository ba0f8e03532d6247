using System.Globalization;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Parties;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Reports;

/// <summary>Whose report it is, of which kind and which day, and the places it may name.</summary>
public sealed record ReportHead(
    long Holder, ReportRule Rule, DateOnly Day, IReadOnlyDictionary<string, long> Places, long DefaultPlace)
{
    /// <summary>The kinds of report a holder sends on a day; none for most.</summary>
    public static async Task<IReadOnlyList<ReportRule>> Kinds(Db db, long? holder, DateOnly day)
    {
        var party = await db.One<PartyRow>("select type, municipal from party where id = @holder",
            new { holder = holder ?? 0 });
        return party is null ? [] : [.. party.Kinds(day)];
    }

    /// <summary>
    /// Reads what stands above the lines, and locks the holder so that its reports are booked one after the other.
    /// Refuses holder-missing, report-day-wrong, report-day-to-come, report-not-sent-by-holder and
    /// report-kind-unclear.
    /// </summary>
    public static async Task<Result<ReportHead>> Read(Tx tx, StockReportRequest request, Moment now, Caller caller)
    {
        if (caller.Party is not { } holder) return Refusal.Of("holder-missing");
        if (!DateOnly.TryParseExact(request.Day?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var day)) return Refusal.Of("report-day-wrong", "day", request.Day ?? "");
        if (day > now.Day) return Refusal.Of("report-day-to-come", "day", $"{day:yyyy-MM-dd}");
        var party = await tx.One<PartyRow>("select type, municipal from party where id = @holder"
            + (tx.Kind == DbKind.Postgres ? " for no key update" : ""), new { holder })
            ?? throw new InvariantBroken($"the party {holder} is not there");
        var kinds = party.Kinds(day).ToList();
        var wanted = request.Kind?.Trim() is { Length: > 0 } word ? kinds.Where(k => Kebab.Of(k.Kind) == word).ToList()
            : kinds;
        if (wanted.Count == 0)
            return Refusal.Of("report-not-sent-by-holder", "kind", request.Kind ?? "", "possible", Words(kinds));
        if (wanted.Count > 1) return Refusal.Of("report-kind-unclear", "possible", Words(kinds));
        var places = await HolderPlaces.Load(tx, holder);
        return new ReportHead(holder, wanted[0], day, places.Names, places.Default);
    }

    static string Words(IEnumerable<ReportRule> kinds) => string.Join(", ", kinds.Select(rule => Kebab.Of(rule.Kind)));

    sealed class PartyRow
    {
        public string Type { get; init; } = "";
        public bool Municipal { get; init; }

        public IEnumerable<ReportRule> Kinds(DateOnly day) =>
            ReportKinds.On(day).Where(rule => rule.IsSender(Kebab.Read<PartyType>(Type), Municipal));
    }
}
