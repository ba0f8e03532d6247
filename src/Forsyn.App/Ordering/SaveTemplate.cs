using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Ordering;

/// <summary>
/// A template as a page, the API or a command writes it. Without lines it takes those of the named order, or else those
/// of the caller's basket.
/// </summary>
public sealed record TemplateRequest(string? Name, long? Order = null, IReadOnlyList<LineRequest>? Lines = null);

/// <summary>Which template was saved, and its version.</summary>
public sealed record TemplateReceipt(long Id, long Version);

/// <summary>
/// Saves lines under a name for the caller's party. Refuses template-faulty with all that is wrong at once,
/// template-unknown, order-unknown and template-changed-meanwhile.
/// </summary>
public static class SaveTemplate
{
    const int LongestName = 100, MostLines = 200;

    /// <param name="id">The template to change; a new one when left out.</param>
    /// <param name="version">The version the caller saw (ETag), or null to act on whatever is there.</param>
    public static async Task<Result<TemplateReceipt>> Run(
        Db db, TemplateRequest request, Moment now, Caller caller, long? id = null, long? version = null)
    {
        var given = await Lines(db, request, caller);
        if (!given.Ok) return given.Refusal!;
        return await db.Write<TemplateReceipt>(async tx =>
        {
            var party = caller.Party ?? 0;
            var before = id is null ? null : await tx.One<long?>(
                "select version from order_template where id = @id and party_id = @party"
                + (tx.Kind == DbKind.Postgres ? " for update" : ""), new { id, party });
            if (id is not null && before is null) return Refusal.Of("template-unknown", "id", $"{id}");
            if (version is not null && version != before)
                return Refusal.Of("template-changed-meanwhile", "id", $"{id}");

            var (name, faults) = (request.Name?.Trim() ?? "", new List<Finding>());
            var lines = given.Value.Take(MostLines).Select((line, i) => ReadLine.From(line, i + 1, faults))
                .OfType<ReadLine>().ToList();
            if (given.Value.Count is 0 or > MostLines)
                faults.Add(AdviceText.Fault("template-lines", "lines", ("most", $"{MostLines}")));
            var names = (await tx.List<Product>(
                "select article_number, name from product where article_number in @all",
                new { all = InList.Of(lines.Select(l => l.Article).Distinct()) }))
                .ToDictionary(p => p.ArticleNumber, p => p.Name);
            faults.AddRange(lines.Where(l => !names.ContainsKey(l.Article)).Select(l =>
                ReadOrder.Problem("article-unknown", l.Number, "article", l.Article)));
            if (name == "") faults.Add(AdviceText.Fault("template-name-missing", "name"));
            else faults.AddRange(AdviceText.Faults(name, "name", LongestName));
            if (await tx.One<long>("select count(*) from order_template where party_id = @party and name = @name " +
                "and id <> @other", new { party, name, other = id ?? 0 }) > 0)
                faults.Add(AdviceText.Fault("template-name-taken", "name", ("name", name)));
            if (faults.Count > 0) return new Refusal("template-faulty", new Dictionary<string, string>(), faults);

            var saved = new TemplateReceipt(id ?? tx.Ids.Next(), (before ?? 0) + 1);
            await Write(tx, saved, party, name, lines, names, now, caller);
            return saved;
        }, caller.Once);
    }

    static Task Write(
        Tx tx, TemplateReceipt saved, long party, string name, List<ReadLine> lines,
        Dictionary<string, string> names, Moment now, Caller caller)
    {
        var search = AdviceText.Searched([name, .. lines.Select(l => $"{l.Article} {names[l.Article]}").Distinct()]);
        var batch = new Batch(tx);
        batch.Add("insert into order_template (id, party_id, name, search, changed_by, changed_at, version) " +
            "values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set name = excluded.name, " +
            "search = excluded.search, changed_by = excluded.changed_by, changed_at = excluded.changed_at, " +
            "version = excluded.version",
            saved.Id, party, name, search, caller.Name, now, saved.Version);
        batch.Add("delete from order_template_line where template_id = ?", saved.Id);
        batch.AddRows("insert into order_template_line (template_id, line, article_number, doses, purpose) {values}",
            [.. lines.Select((l, i) => (object?[])[saved.Id, i + 1, l.Article, l.Doses, Kebab.Of(l.Purpose)])]);
        return batch.Run();
    }

    static async Task<Result<List<LineRequest>>> Lines(Db db, TemplateRequest request, Caller caller)
    {
        if (request.Lines is { } given) return given.ToList();
        if (request.Order is not { } number) return (await Basket.Read(db, caller)).Lines?.ToList() ?? [];
        var order = await GetOrder.Run(db, number, caller);
        return order.Ok ? RepeatOrder.LinesOf(order.Value).ToList() : order.Refusal!;
    }

    sealed class Product
    {
        public string ArticleNumber { get; init; } = "";
        public string Name { get; init; } = "";
    }
}
