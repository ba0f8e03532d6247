using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.RotationPlans;

/// <summary>How a holder buys a package.</summary>
public sealed class RotationTerm
{
    public long HolderId { get; init; }
    public string ArticleNumber { get; init; } = "";
    /// <summary>Null where its supplier's or the common lead time is followed.</summary>
    public int? LeadDays { get; init; }
    public int LifeDays { get; init; }
    public int CycleDays { get; init; }
    /// <summary>Packs that are ordered together.</summary>
    public long Packs { get; init; }
}

/// <summary>How a holder buys a package, as written.</summary>
public sealed record TermRequest(int? LeadDays, int? LifeDays, int? CycleDays, long? Packs);

/// <summary>Keeps what a holder says of how it buys; all else follows data/rules/rotation.json.</summary>
public static class RotationTerms
{
    const int DaysAtMost = 3_650;
    const long PacksAtMost = 1_000_000;

    /// <summary>Of the caller's own party. Refuses holder-missing, rotation-product-unknown and rotation-term-faulty.
    /// </summary>
    public static async Task<Result<RotationTerm>> Set(
        Db db, string article, TermRequest request, Moment now, Caller caller)
    {
        if (caller.Party is not { } holder) return Refusal.Of("holder-missing");
        var usual = LoadRotation.Usual(Rules.Book.On(now.Day));
        var term = new RotationTerm
        {
            HolderId = holder, ArticleNumber = article, LeadDays = request.LeadDays,
            LifeDays = request.LifeDays ?? usual.LifeDays, CycleDays = request.CycleDays ?? usual.CycleDays,
            Packs = request.Packs ?? 1,
        };
        var faults = Faults(term).ToList();
        if (faults.Count > 0) return Faulty(faults);
        return await db.Write<RotationTerm>(async tx =>
        {
            if (await tx.One<long>("select count(*) from product where article_number = @article", new { article })
                == 0) return Refusal.Of("rotation-product-unknown", "article", article);
            await tx.Do("""
                insert into rotation_term (holder_id, article_number, lead_days, life_days, cycle_days, packs,
                    changed_at, changed_by)
                values (@HolderId, @ArticleNumber, @LeadDays, @LifeDays, @CycleDays, @Packs, @now, @Name)
                on conflict (holder_id, article_number) do update set lead_days = excluded.lead_days,
                    life_days = excluded.life_days, cycle_days = excluded.cycle_days, packs = excluded.packs,
                    changed_at = excluded.changed_at, changed_by = excluded.changed_by
                """, new
            {
                term.HolderId, term.ArticleNumber, term.LeadDays, term.LifeDays, term.CycleDays, term.Packs, now,
                caller.Name,
            });
            return term;
        }, caller.Once);
    }

    internal static Refusal Faulty(IReadOnlyList<Finding> faults) =>
        new("rotation-term-faulty", new Dictionary<string, string> { ["n"] = $"{faults.Count}" }, faults);

    internal static IEnumerable<Finding> LeadFaults(int? days)
    {
        if (days is < 0 or > DaysAtMost) yield return Fault("lead-days", 0, DaysAtMost);
    }

    static IEnumerable<Finding> Faults(RotationTerm term)
    {
        foreach (var fault in LeadFaults(term.LeadDays)) yield return fault;
        if (term.LifeDays is < 1 or > DaysAtMost) yield return Fault("life-days", 1, DaysAtMost);
        if (term.CycleDays is < 1 or > DaysAtMost) yield return Fault("cycle-days", 1, DaysAtMost);
        if (term.Packs is < 1 or > PacksAtMost) yield return Fault("packs", 1, PacksAtMost);
    }

    static Finding Fault(string field, long least, long most) =>
        ProposeChanges.Fault($"rotation-{field}", null, "least", $"{least}", "most", $"{most}");
}
