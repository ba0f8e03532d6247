using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Parties;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness;

/// <summary>A change as somebody wrote it.</summary>
/// <param name="Span">Such as 6 months or 180 days; left out for a removal.</param>
public sealed record WrittenChange(
    string? Kind, string? Atc, string? Name, string? Group, string? Span, string? Part, string? Recommendation,
    string? Reasons, string? RecommendedOn);

/// <param name="Commissioners">Keys of those who commissioned the recommendation.</param>
public sealed record ProposalRequest(
    string? Scheme, string? Title, IReadOnlyList<string>? Commissioners, IReadOnlyList<WrittenChange>? Changes);

/// <summary>Writes down what the specialist group recommends; the list changes when it is decided (ACT-016).</summary>
public static class ProposeChanges
{
    const int MostChanges = 500;

    /// <summary>
    /// Refuses scheme-unknown, and proposal-faulty with all that is wrong at once; nothing is written then.
    /// </summary>
    public static Task<Result<ProposalView>> Run(Db db, ProposalRequest request, Moment now, Caller caller) =>
        db.Write<ProposalView>(async tx =>
        {
            var found = Schemes.On(request.Scheme, now.Day);
            if (!found.Ok) return found.Refusal!;
            var scheme = found.Value;
            var faults = new List<Finding>();
            if (string.IsNullOrWhiteSpace(request.Title)) faults.Add(Fault("proposal-title", null));
            var commissioners = (request.Commissioners ?? []).Where(key => key != "").Distinct().ToList();
            if (commissioners.Count == 0) faults.Add(Fault("proposal-commissioner-missing", null));
            var known = await tx.List<string>("select key from party where key in @keys and type in " +
                "('authority', 'regional-health-authority')", new { keys = InList.Of(commissioners) });
            faults.AddRange(commissioners.Except(known).Select(key =>
                Fault("proposal-commissioner", null, "party", key)));
            var written = (request.Changes ?? []).Take(MostChanges).ToList();
            var list = await SubstanceList.Entries(tx, scheme.Scheme, now.Day);
            var changes = written.Select((change, i) => Read(change, i + 1, list, faults)).ToList();
            faults.AddRange(SubstanceListRules.ProposalForTheList(scheme, list, changes, now.Day));
            if (faults.Count > 0)
                return new Refusal("proposal-faulty", Refusal.Of("", "errors", $"{faults.Count}").Args, faults);
            var id = tx.Ids.Next();
            await Save(tx, id, scheme.Scheme, request.Title!.Trim(), commissioners, changes, now, caller.Name, false);
            return new ProposalView(
                (await tx.One<ProposalRow>($"select {Proposals.Columns} from list_proposal p where p.id = @id",
                    new { id }))!, commissioners, await Proposals.Changes(tx, id));
        }, caller.Once);

    internal static Task Save(Tx tx, long id, string scheme, string title, IEnumerable<string> commissioners,
        IReadOnlyList<ListChange> changes, Moment now, string by, bool made) => new Batch(tx)
        .Add("insert into list_proposal (id, scheme, title, commissioners, state, proposed_at, proposed_by, made) " +
            "values (?, ?, ?, ?, ?, ?, ?, ?)", id, scheme, title, string.Join(',', commissioners),
            Kebab.Of(ProposalState.Proposed), now, by, made)
        .AddRows("insert into list_change (proposal_id, line, kind, atc, name, substance_group, span, part, " +
            "recommendation, reasons, recommended_on) {values}", [.. changes.Select((change, i) => (object?[])
            [
                id, (long)i + 1, Kebab.Of(change.Kind), change.Atc, change.Name, Kebab.Of(change.Group),
                change.Span?.ToString(), change.Part, change.Recommendation, change.Reasons, change.RecommendedOn,
            ])])
        .Run();

    // What is removed or changed keeps the name and kind it has on the list where nothing else is said.
    static ListChange Read(WrittenChange written, int line, IReadOnlyList<ListEntry> list, List<Finding> faults)
    {
        var atc = written.Atc?.Trim().ToUpperInvariant() ?? "";
        var listed = list.FirstOrDefault(entry => entry.Atc == atc);
        if (!Kebab.TryParse<ListChangeKind>(written.Kind?.Trim() ?? "", out var kind))
            faults.Add(Fault("proposal-kind", line, "kind", written.Kind ?? ""));
        var group = listed?.Group ?? SubstanceGroup.Other;
        if (written.Group?.Trim() is { Length: > 0 } word && !Kebab.TryParse(word, out group))
            faults.Add(Fault("proposal-group", line, "group", word));
        DateOnly? day = DateOnly.TryParseExact(written.RecommendedOn?.Trim(), "yyyy-MM-dd", out var read) ? read : null;
        return new(kind, atc, Text(written.Name) is { Length: > 0 } name ? name : listed?.Name ?? "", group,
            Span.TryParse(written.Span, out var span) && kind != ListChangeKind.Remove ? span : null,
            Text(written.Part) is { Length: > 0 } part ? part : listed?.Part ?? "", Text(written.Recommendation),
            Text(written.Reasons), day);
    }

    static string Text(string? text) => text?.Trim() ?? "";

    internal static Finding Fault(string code, int? line, params string[] args) =>
        new(code, Severity.Block, line, [], "", Refusal.Of(code, args).Args);
}
