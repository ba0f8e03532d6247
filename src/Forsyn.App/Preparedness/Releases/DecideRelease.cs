using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Parties;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.Releases;

/// <summary>Fact: the use of a stockpile was decided on; holders may take units out from a day.</summary>
public sealed record ReleaseDecided(
    long Release, string Scheme, string Substance, string Kind, DateOnly From, DateOnly LastDay,
    IReadOnlyList<long> Holders);

/// <summary>Units that a holder may take out.</summary>
public sealed record WrittenShare(string? Holder, long? Units);

/// <summary>Somebody the units are for, with a weight: units, beds or people, whatever the decision goes by.</summary>
public sealed record WrittenReceiver(string? Party, long? Weight);

/// <param name="Kind">crisis or shortage-buffer.</param>
/// <param name="From">yyyy-MM-dd; today where it is left out.</param>
/// <param name="RefilledBy">Six months after the last day where it is left out.</param>
/// <param name="Shares">As proposed by what each holder has, where they are left out.</param>
/// <param name="Receivers">Left out for free sale.</param>
public sealed record ReleaseDecisionRequest(
    string? Kind, string? Law, string? Grounds, string? From, string? LastDay, string? RefilledBy,
    IReadOnlyList<WrittenShare>? Shares = null, IReadOnlyList<WrittenReceiver>? Receivers = null);

/// <summary>
/// Decides on the use of a stockpile: only those the scheme names (STS-003), as crisis or as a buffer in a shortage
/// (STP-002).
/// </summary>
public static class DecideRelease
{
    /// <summary>
    /// Refuses release-unknown, release-closed, release-decided-by-others, which names those who decide, and
    /// release-faulty with all that is wrong at once.
    /// </summary>
    public static async Task<Result<ReleaseRow>> Run(
        Db db, long id, ReleaseDecisionRequest request, Moment now, Caller caller)
    {
        if (await Deciding(db, id, now, caller) is { } others) return others;
        return await db.Write<ReleaseRow>(async tx =>
        {
            var open = await RequestRelease.Open(tx, id);
            if (!open.Ok) return open.Refusal!;
            var scheme = Schemes.On(open.Value.Scheme, now.Day).Value;
            var held = (await PoolStock.Of(tx, scheme, open.Value)).Select(row => row.ToLot()).ToList();
            var faults = new List<Finding>();
            var decision = Read(request, scheme, open.Value, held, now, faults);
            var receivers = await Receivers(tx, request.Receivers ?? [], faults);
            faults.AddRange(ReleaseRules.DecisionOnRelease(scheme, decision, held, now.Day));
            if (faults.Count > 0) return RequestRelease.Faulty(faults);
            await Save(tx, id, open.Value, scheme, decision, receivers, held, now, caller);
            return (await ReleaseList.Row(tx, id))!;
        }, caller.Once);
    }

    /// <summary>Refuses a request with grounds; only those who could have decided on it may.</summary>
    public static async Task<Result<ReleaseRow>> Refuse(Db db, long id, string? grounds, Moment now, Caller caller)
    {
        if (await Deciding(db, id, now, caller) is { } others) return others;
        return await db.Write<ReleaseRow>(async tx =>
        {
            var open = await RequestRelease.Open(tx, id);
            if (!open.Ok) return open.Refusal!;
            if (RequestRelease.Text(grounds) is not { Length: > 0 } text)
                return RequestRelease.Faulty([RequestRelease.Fault("release-grounds", null)]);
            await tx.Do("update stock_release set state = 'refused', decided_at = @now, decided_by = @Name, " +
                "decided_for = @PartyName, grounds = @text where id = @id",
                new { id, now, caller.Name, caller.PartyName, text });
            return (await ReleaseList.Row(tx, id))!;
        }, caller.Once);
    }

    /// <summary>Whether the caller's party decides on a scheme's use today.</summary>
    public static async Task<bool> May(Db db, string scheme, DateOnly day, Caller caller) =>
        caller.May(Policy.ReleaseDecide) && Schemes.All.On(scheme, day) is { } found
        && ReleaseRules.DecidesOnUseOfStockpile(found, await PartyOf(db, caller));

    internal static async Task<Refusal?> Deciding(Db db, long id, Moment now, Caller caller)
    {
        if (await db.One<string>("select scheme from stock_release where id = @id", new { id }) is not { } name)
            return Refusal.Of("release-unknown", "release", $"{id}");
        if (await May(db, name, now.Day, caller)) return null;
        var scheme = Schemes.On(name, now.Day);
        if (!scheme.Ok) return scheme.Refusal;
        var keys = scheme.Value.UseDecidedBy.Select(key => key.Value).ToList();
        var names = await PartyNames.Run(db, keys, now.Day);
        return Refusal.Of("release-decided-by-others", "scheme", name, "party", caller.PartyName, "deciders",
            string.Join(", ", keys.Select(key => names.GetValueOrDefault(key, key))));
    }

    internal static async Task<PartyKey> PartyOf(Db db, Caller caller) =>
        new(await db.One<string>("select key from party where id = @party", new { party = caller.Party ?? 0 }) ?? "");

    static ReleaseDecision Read(ReleaseDecisionRequest request, DutyScheme scheme, ReleaseRow release,
        IReadOnlyList<PoolLot> held, Moment now, List<Finding> faults)
    {
        ReleaseKind? kind = Kebab.TryParse<ReleaseKind>(request.Kind?.Trim() ?? "", out var read) ? read : null;
        var from = string.IsNullOrWhiteSpace(request.From) ? now.Day : Day(request.From);
        var last = Day(request.LastDay);
        var by = string.IsNullOrWhiteSpace(request.RefilledBy)
            ? last?.AddMonths(Rules.Book.On(now.Day).Months("release-refill-months")) : Day(request.RefilledBy);
        var shares = request.Shares is null ? ReleaseRules.ProposedShares(scheme, release.Units, held, now.Day)
            : [.. request.Shares.Select(one => new HolderUnits(one.Holder?.Trim() ?? "", one.Units ?? 0))];
        return new(kind, RequestRelease.Text(request.Law), RequestRelease.Text(request.Grounds), from, last, by,
            shares);
    }

    static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", out var day) ? day : null;

    static async Task<IReadOnlyList<(string Party, long Weight)>> Receivers(
        Tx tx, IReadOnlyList<WrittenReceiver> written, List<Finding> faults)
    {
        var named = written.Where(one => !string.IsNullOrWhiteSpace(one.Party)).ToList();
        var keys = named.Select(one => one.Party!.Trim()).ToList();
        var known = (await tx.List<string>("select key from party where key in @keys and type in " +
            "('hospital', 'pharmacy', 'health-station', 'doctors-office', 'trust')",
            new { keys = InList.Of(keys) })).ToHashSet();
        for (var i = 0; i < keys.Count; i++)
        {
            if (!known.Contains(keys[i]))
                faults.Add(RequestRelease.Fault("release-receiver", i + 1, "party", keys[i]));
            if (keys.IndexOf(keys[i]) != i)
                faults.Add(RequestRelease.Fault("release-receiver-twice", i + 1, "party", keys[i]));
            if (named[i].Weight is not > 0) faults.Add(RequestRelease.Fault("release-weight", i + 1));
        }
        return [.. named.Select((one, i) => (keys[i], one.Weight ?? 0))];
    }

    static async Task Save(Tx tx, long id, ReleaseRow release, DutyScheme scheme, ReleaseDecision decision,
        IReadOnlyList<(string Party, long Weight)> receivers, IReadOnlyList<PoolLot> held, Moment now, Caller caller)
    {
        var numbers = Rules.Book.On(now.Day);
        var shares = decision.Shares.Where(share => share.Units > 0).ToList();
        var parts = receivers.Count == 0 ? []
            : Share.Split(shares.Sum(share => share.Units), [.. receivers.Select(one => one.Weight)]);
        var holders = await tx.List<long>("select id from party where key in @keys order by id",
            new { keys = InList.Of(shares.Select(share => share.Holder)) });
        var batch = new Batch(tx)
            .Add("update stock_release set state = ?, decided_at = ?, decided_by = ?, decided_for = ?, kind = ?, " +
                "law = ?, grounds = ?, valid_from = ?, valid_to = ?, refilled_by = ?, lead_days = ?, cycle_days = ? " +
                "where id = ?", Kebab.Of(ReleaseState.Decided), now, caller.Name, caller.PartyName,
                Kebab.Of(decision.Kind!.Value), decision.Law, decision.Grounds, decision.From!.Value,
                decision.LastDay!.Value.AddDays(1), decision.RefilledBy!.Value,
                numbers.Days("release-refill-lead-days"), numbers.Days("release-refill-cycle-days"), id)
            .AddRows("insert into release_share (release_id, holder, units, held) {values}", [.. shares.Select(share =>
                (object?[])[id, share.Holder, share.Units,
                    held.Where(lot => lot.Holder == share.Holder).Sum(lot => lot.Units)])])
            .AddRows("insert into release_receiver (release_id, party, weight, units) {values}",
                [.. receivers.Select((one, i) => (object?[])[id, one.Party, one.Weight, parts[i]])]);
        Outbox.Append(batch, new ReleaseDecided(id, scheme.Scheme, release.Substance, Kebab.Of(decision.Kind!.Value),
            decision.From!.Value, decision.LastDay!.Value, holders), now);
        await batch.Run();
    }
}
