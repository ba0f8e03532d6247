using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Stock;

/// <summary>A question about the country's stock, kept by name.</summary>
/// <param name="Own">The caller's; another's is shared with the party, and only read.</param>
public sealed record SavedView(
    long Id, string Name, StockQuestion Question, bool Shared, bool IsDefault, bool Own, Moment SavedAt);

/// <summary>What is kept, under a name of the caller's; the same name again is replaced.</summary>
public sealed record SaveViewRequest(
    string? Name, StockQuestion? Question, bool Shared = false, bool IsDefault = false);

/// <summary>
/// Keeps questions about the country's stock: a person's own, and those shared within the party. One of a person's own
/// may be what the overview opens with.
/// </summary>
public static class SavedViews
{
    public const int LongestName = 60, EachAtMost = 50;

    /// <summary>The caller's own by name, then those others of the party share.</summary>
    public static async Task<IReadOnlyList<SavedView>> List(Db db, Caller caller) =>
        [.. (await db.List<Row>("""
            select id, person, name, question, shared, is_default, saved_at from saved_view
            where person = @person or (shared and party_id = @party)
            order by case when person = @person then 0 else 1 end, name, id
            """, new { person = caller.PersonaId, party = caller.Party ?? 0 })).Select(row => row.ToView(caller))];

    /// <summary>
    /// Returns the view. Refuses view-name-missing, view-name-long, views-too-many, and what the question refuses.
    /// </summary>
    public static async Task<Result<SavedView>> Save(Db db, SaveViewRequest request, Moment now, Caller caller)
    {
        var (name, question) = ((request.Name ?? "").Trim(), (request.Question ?? new()) with { Cursor = null });
        if (name.Length == 0) return Refusal.Of("view-name-missing");
        if (name.Length > LongestName) return Refusal.Of("view-name-long", "most", $"{LongestName}");
        var read = question.Read(now.Day);
        if (!read.Ok) return read.Refusal!;
        return await db.Write<SavedView>(async tx =>
        {
            var args = new
            {
                id = tx.Ids.Next(), person = caller.PersonaId, party = caller.Party ?? 0, name,
                question = Json.Write(question), shared = request.Shared && caller.Party is not null,
                request.IsDefault, at = now.Microseconds, yes = true, no = false,
            };
            if (await tx.One<long>("select count(*) from saved_view where person = @person and name <> @name", args)
                >= EachAtMost) return Refusal.Of("views-too-many", "most", $"{EachAtMost}");
            if (request.IsDefault)
                await tx.Do("update saved_view set is_default = @no where person = @person and is_default", args);
            await tx.Do("""
                insert into saved_view (id, person, party_id, name, question, shared, is_default, saved_at)
                values (@id, @person, @party, @name, @question, @shared, @IsDefault, @at)
                on conflict (person, name) do update set question = excluded.question, shared = excluded.shared,
                    party_id = excluded.party_id, is_default = excluded.is_default, saved_at = excluded.saved_at
                """, args);
            return (await tx.One<Row>("select id, person, name, question, shared, is_default, saved_at " +
                "from saved_view where person = @person and name = @name", args))!.ToView(caller);
        }, caller.Once);
    }

    /// <summary>Refuses view-unknown, also for a view that is another's.</summary>
    public static Task<Result<long>> Remove(Db db, long id, Caller caller) => db.Write<long>(async tx =>
        await tx.Do("delete from saved_view where id = @id and person = @person",
            new { id, person = caller.PersonaId }) == 1 ? id : Refusal.Of("view-unknown", "view", $"{id}"),
        caller.Once);

    sealed class Row
    {
        public long Id { get; init; }
        public string Person { get; init; } = "";
        public string Name { get; init; } = "";
        public string Question { get; init; } = "";
        public bool Shared { get; init; }
        public bool IsDefault { get; init; }
        public Moment SavedAt { get; init; }

        public SavedView ToView(Caller caller) => new(Id, Name, Json.Read<StockQuestion>(Question), Shared,
            IsDefault && Person == caller.PersonaId, Person == caller.PersonaId, SavedAt);
    }
}
