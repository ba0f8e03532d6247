using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Preparedness.RotationPlans;

/// <summary>A supposition that somebody keeps.</summary>
public sealed record KeptWhatIf(long Id, string Name, WhatIfQuestion Question, Moment SavedAt);

/// <summary>A supposition to keep, under a name of the caller's own.</summary>
public sealed record KeepRequest(string? Name, WhatIfQuestion? Question);

/// <summary>Keeps suppositions by name, each person's own, to be compared later.</summary>
public static class WhatIfs
{
    public const int LongestName = 60, EachAtMost = 50;

    /// <summary>The caller's own that are not withdrawn, by name.</summary>
    public static async Task<IReadOnlyList<KeptWhatIf>> List(Db db, Caller caller) =>
        [.. (await db.List<Row>("select id, name, question, saved_at from rotation_what_if where person = @person " +
            "and withdrawn_at is null order by name, id", new { person = caller.PersonaId }))
            .Select(row => row.ToKept())];

    /// <summary>
    /// The same name again replaces what was kept by it. Refuses what-if-name, what-ifs-too-many, scheme-unknown and
    /// what-if-faulty.
    /// </summary>
    public static async Task<Result<KeptWhatIf>> Keep(Db db, KeepRequest request, Moment now, Caller caller)
    {
        var (name, question) = ((request.Name ?? "").Trim(), request.Question ?? new());
        if (name.Length is 0 or > LongestName) return Refusal.Of("what-if-name", "most", $"{LongestName}");
        if (Schemes.On(question.Scheme, now.Day).Refusal is { } unknown) return unknown;
        if (AskWhatIf.Read(question, now.Day).Refusal is { } faulty) return faulty;
        return await db.Write<KeptWhatIf>(async tx =>
        {
            var args = new
            {
                id = tx.Ids.Next(), person = caller.PersonaId, name, question = Json.Write(question), now,
            };
            if (await tx.One<long>("select count(*) from rotation_what_if where person = @person " +
                "and withdrawn_at is null and name <> @name", args) >= EachAtMost)
                return Refusal.Of("what-ifs-too-many", "most", $"{EachAtMost}");
            await tx.Do("update rotation_what_if set withdrawn_at = @now where person = @person and name = @name " +
                "and withdrawn_at is null", args);
            await tx.Do("insert into rotation_what_if (id, person, name, question, saved_at) " +
                "values (@id, @person, @name, @question, @now)", args);
            return new KeptWhatIf(args.id, name, question, now);
        }, caller.Once);
    }

    /// <summary>Refuses what-if-unknown, also for one that is another's.</summary>
    public static Task<Result<long>> Withdraw(Db db, long id, Moment now, Caller caller) =>
        db.Write<long>(async tx => await tx.Do("update rotation_what_if set withdrawn_at = @now where id = @id " +
            "and person = @person and withdrawn_at is null", new { id, now, person = caller.PersonaId }) == 1
            ? id : Refusal.Of("what-if-unknown", "id", $"{id}"), caller.Once);

    sealed class Row
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string Question { get; init; } = "";
        public Moment SavedAt { get; init; }

        public KeptWhatIf ToKept() => new(Id, Name, Json.Read<WhatIfQuestion>(Question), SavedAt);
    }
}
