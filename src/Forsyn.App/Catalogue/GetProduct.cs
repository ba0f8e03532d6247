using Forsyn.App.Database;
using Forsyn.Core.Catalogue;

namespace Forsyn.App.Catalogue;

/// <summary>One product by its article number; refuses article-unknown.</summary>
public static class GetProduct
{
    public static async Task<Result<ProductView>> Run(Db db, string articleNumber)
    {
        var row = await db.One<ProductRow>("select * from product where article_number = @articleNumber",
            new { articleNumber });
        return row is null ? Refusal.Of("article-unknown", "article", articleNumber)
            : (await ProductView.Of(db, [row]))[0];
    }
}
