using System.Globalization;
using Dapper;
using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Catalogue;

namespace Forsyn.App.Catalogue;

/// <param name="Text">Words of name, substance, ATC code, disease (in any of the languages) or article number, all of
/// which must be met; or a GTIN; or what a scanner sent. Empty finds everything.
/// </param>
/// <param name="Group">Only one ordering group.</param>
/// <param name="OnlyOrderable">Only what the vaccine shop sells, see <see cref="ProductView.Orderable"/>.</param>
/// <param name="Cursor">Next of the page before.</param>
public sealed record FindProductsQuery(
    string? Text = null, ProductGroups? Group = null, ProductClass? Class = null, bool OnlyOrderable = false,
    string? Cursor = null, int Limit = FindProducts.DefaultLimit);

/// <summary>Finds products, sorted by name and then article number; refuses cursor-invalid.</summary>
public static class FindProducts
{
    public const int DefaultLimit = 50, MostAtOnce = 200;

    public static async Task<Result<Page<ProductView>>> Run(Db db, FindProductsQuery query)
    {
        var (where, values) = (new List<string> { "1 = 1" }, new DynamicParameters());
        Search(query.Text ?? "", where, values);
        if (query.Group is { } group) Groups(group, where);
        if (query.Class is { } kind) Add(where, values, "class = @kind", "kind", Kebab.Of(kind));
        if (query.OnlyOrderable) where.Add(ProductView.OrderableSql);
        if (!string.IsNullOrEmpty(query.Cursor))
        {
            var bar = query.Cursor.LastIndexOf('|');
            if (bar < 0) return Refusal.Of("cursor-invalid", "cursor", query.Cursor);
            values.Add("afterName", query.Cursor[..bar]);
            Add(where, values, "(name, article_number) > (@afterName, @afterArticle)", "afterArticle",
                query.Cursor[(bar + 1)..]);
        }
        var limit = Math.Clamp(query.Limit, 1, MostAtOnce);
        values.Add("most", limit + 1);
        var rows = await db.List<ProductRow>(
            $"select * from product where {string.Join(" and ", where)} order by name, article_number limit @most",
                values);
        var page = rows.Take(limit).ToList();
        var next = rows.Count > limit ? $"{page[^1].Name}|{page[^1].ArticleNumber}" : null;
        return new Page<ProductView>(await ProductView.Of(db, page), next);
    }

    static void Search(string text, List<string> where, DynamicParameters values)
    {
        if (ScannedGtin.Read(text) is { } gtin)
        {
            // A package may carry a number of its own beside the one made from its article number: FEST knows both.
            Add(where, values, """
                (gtin = @gtin or article_number in (select p.article_number from fest_bar_code b
                    join fest_package p on p.id = b.id where b.gtin = @gtin))
                """, "gtin", gtin);
            return;
        }
        var words = text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            var name = "word" + i.ToString(CultureInfo.InvariantCulture);
            Add(where, values, $"search like @{name} escape '\\'", name, $"%{Escaped(words[i])}%");
        }
    }

    static string Escaped(string word) => word.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_");

    static void Groups(ProductGroups group, List<string> where)
    {
        foreach (var (flag, column) in GroupColumns)
            if (group.HasFlag(flag)) where.Add(column);
    }

    static readonly (ProductGroups Flag, string Column)[] GroupColumns =
    [
        (ProductGroups.Childhood, "childhood"), (ProductGroups.Hpv, "hpv"), (ProductGroups.Influenza, "influenza"),
        (ProductGroups.YellowFever, "yellow_fever"), (ProductGroups.Pregnancy, "pregnancy"),
    ];

    static void Add(List<string> where, DynamicParameters values, string condition, string name, object value)
    {
        where.Add(condition);
        values.Add(name, value);
    }
}
