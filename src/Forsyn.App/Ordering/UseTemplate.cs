using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Ordering;

/// <summary>
/// What is done with a template: its lines into the basket, or away with it. Refuses template-unknown.
/// </summary>
public static class UseTemplate
{
    /// <summary>Puts the lines in the caller's basket, beside what is there.</summary>
    public static async Task<Result<OrderRequest>> Run(Db db, long id, Moment now, Caller caller)
    {
        var template = await ListTemplates.One(db, id, caller);
        return template.Ok ? await Basket.AddLines(db, template.Value.Lines, now, caller) : template.Refusal!;
    }

    /// <summary>Deletes the template; orders made from it are not touched.</summary>
    public static Task<Result<long>> Delete(Db db, long id, Caller caller) => db.Write<long>(async tx =>
    {
        var mine = await tx.One<long>("select count(*) from order_template where id = @id and party_id = @party",
            new { id, party = caller.Party ?? 0 });
        if (mine == 0) return Refusal.Of("template-unknown", "id", $"{id}");
        await tx.Do("delete from order_template_line where template_id = @id", new { id });
        await tx.Do("delete from order_template where id = @id", new { id });
        return id;
    }, caller.Once);
}
