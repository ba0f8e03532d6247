using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.Releases;

/// <param name="Atc">Code of a substance on the scheme's list; may be left out where a package is named.</param>
/// <param name="ArticleNumber">The package that is wanted; left out where any of the substance will do.</param>
/// <param name="Units">Smallest units, such as tablets.</param>
/// <param name="WantedBy">Who needs them; an organisation, never a patient.</param>
public sealed record ReleaseRequest(
    string? Scheme, string? Atc, string? ArticleNumber, long? Units, string? Reason, string? WantedBy);

/// <summary>Asks for the use of a stockpile.</summary>
public static class RequestRelease
{
    const int MostText = 500;

    /// <summary>Refuses scheme-unknown, and release-faulty with all that is wrong at once.</summary>
    public static Task<Result<ReleaseRow>> Run(Db db, ReleaseRequest request, Moment now, Caller caller) =>
        db.Write<ReleaseRow>(async tx =>
        {
            var found = Schemes.On(request.Scheme, now.Day);
            if (!found.Ok) return found.Refusal!;
            var faults = new List<Finding>();
            var article = Text(request.ArticleNumber);
            var product = article == "" ? null : await tx.One<ProductRow>(
                "select article_number, atc from product where article_number = @article and class = 'medicine'",
                new { article });
            if (article != "" && product is null) faults.Add(Fault("release-article", null, "article", article));
            var atc = Text(request.Atc).ToUpperInvariant();
            var list = (await SubstanceList.Entries(tx, found.Value.Scheme, now.Day)).ToDictionary(one => one.Atc);
            var code = Atc.Narrowest(atc == "" ? product?.Atc ?? "" : atc, list.Keys.ToHashSet());
            if (code is null)
            {
                if (product is not null || atc != "" || article == "")
                    faults.Add(Fault("release-not-listed", null, "atc", atc == "" ? product?.Atc ?? "" : atc));
            }
            else if (product is not null && !product.Atc.StartsWith(code, StringComparison.Ordinal))
                faults.Add(Fault("release-article-of-another", null, "article", article, "atc", code));
            if (request.Units is not > 0) faults.Add(Fault("release-wanted", null));
            if (Text(request.Reason) == "") faults.Add(Fault("release-reason", null));
            if (Text(request.WantedBy) == "") faults.Add(Fault("release-wanted-by", null));
            if (Text(request.Reason).Length > MostText || Text(request.WantedBy).Length > MostText)
                faults.Add(Fault("release-text-long", null, "most", $"{MostText}"));
            if (faults.Count > 0) return Faulty(faults);
            var id = tx.Ids.Next();
            await Save(tx, id, found.Value.Scheme, list[code!], product?.ArticleNumber, request.Units!.Value,
                Text(request.Reason), Text(request.WantedBy), now, caller.Name, caller.PartyName, made: false);
            return (await ReleaseList.Row(tx, id))!;
        }, caller.Once);

    internal static Task Save(Tx tx, long id, string scheme, ListEntry entry, string? article, long units,
        string reason, string wantedBy, Moment now, string by, string forParty, bool made)
    {
        var batch = new Batch(tx).Add("insert into stock_release (id, scheme, part, atc, substance, article_number, " +
            "units, reason, wanted_by, state, requested_at, requested_by, requested_for, made) " +
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, scheme, entry.Part, entry.Atc, entry.Name, article,
            units, reason, wantedBy, Kebab.Of(ReleaseState.Requested), now, by, forParty, made);
        return batch.Run();
    }

    /// <summary>Takes a request back before it is decided; refuses release-unknown and release-closed.</summary>
    public static Task<Result<ReleaseRow>> Withdraw(Db db, long id, Moment now, Caller caller) =>
        db.Write<ReleaseRow>(async tx =>
        {
            var open = await Open(tx, id);
            if (!open.Ok) return open.Refusal!;
            await tx.Do("update stock_release set state = 'withdrawn', decided_at = @now, decided_by = @Name, " +
                "decided_for = @PartyName where id = @id", new { id, now, caller.Name, caller.PartyName });
            return (await ReleaseList.Row(tx, id))!;
        }, caller.Once);

    /// <summary>A request that waits for a decision, locked until this transaction is over.</summary>
    internal static async Task<Result<ReleaseRow>> Open(Tx tx, long id)
    {
        var row = await ReleaseList.Locked(tx, id);
        return row is null ? Refusal.Of("release-unknown", "release", $"{id}")
            : row.State == Kebab.Of(ReleaseState.Requested) ? row
            : Refusal.Of("release-closed", "release", $"{id}", "state", row.State);
    }

    internal static string Text(string? text) => text?.Trim() ?? "";

    internal static Refusal Faulty(IReadOnlyList<Finding> faults) =>
        new("release-faulty", Refusal.Of("", "errors", $"{faults.Count}").Args, faults);

    internal static Finding Fault(string code, int? line, params string[] args) =>
        ProposeChanges.Fault(code, line, args);

    sealed class ProductRow
    {
        public string ArticleNumber { get; init; } = "";
        public string Atc { get; init; } = "";
    }
}
