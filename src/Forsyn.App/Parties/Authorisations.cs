using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Parties;

/// <summary>An ordering authorisation; ownerTo is the first day the owner no longer reports, if one is set.</summary>
public sealed class AuthorisationRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public long Year { get; init; }
    public Money GrantedOre { get; init; }
    public Money UsedOre { get; init; }
    public string Owner { get; init; } = "";
    public string AssistedBy { get; init; } = "";
    public DateOnly OwnerFrom { get; init; }
    public DateOnly? OwnerTo { get; init; }
    public bool Made { get; init; }

    public Money Remaining => GrantedOre - UsedOre;
}

/// <param name="Granted">Kroner, such as 5000000.00.</param>
public sealed record AuthorisationRequest(string? Name, int? Year, string? Granted);

/// <param name="Amount">Kroner.</param>
public sealed record AuthorisationUse(string? Amount, DateOnly? UsedOn, string? Text);

/// <summary>
/// Ordering authorisations: granted, used and what is left. FHI reports, helped by DMP and Helsedirektoratet, until an
/// end is set (ACT-011).
/// </summary>
public static class Authorisations
{
    public static Task<List<AuthorisationRow>> List(Db db) =>
        db.List<AuthorisationRow>("select * from ordering_authorisation order by year desc, id");

    /// <summary>Refuses authorisation-faulty.</summary>
    public static async Task<Result<long>> Grant(Db db, AuthorisationRequest request, Moment now, Caller caller) =>
        string.IsNullOrWhiteSpace(request.Name) || request.Year is not (>= 2000 and <= 2200)
            || !Money.TryParse(request.Granted, out var granted) || granted.Ore <= 0
            ? Refusal.Of("authorisation-faulty")
            : await db.Write<long>(async tx => await Save(
                tx, request.Name.Trim(), request.Year.Value, granted, now.Day, made: false, now, caller.Name),
                caller.Once);

    /// <summary>Refuses authorisation-faulty, authorisation-unknown and authorisation-exceeded.</summary>
    public static Task<Result<AuthorisationRow>> Use(
        Db db, long id, AuthorisationUse use, Moment now, Caller caller) => db.Write<AuthorisationRow>(async tx =>
    {
        if (!Money.TryParse(use.Amount, out var amount) || amount.Ore <= 0 || string.IsNullOrWhiteSpace(use.Text))
            return Refusal.Of("authorisation-faulty");
        var row = await tx.One<AuthorisationRow>("select * from ordering_authorisation where id = @id"
            + (tx.Kind == DbKind.Postgres ? " for update" : ""), new { id });
        if (row is null) return Refusal.Of("authorisation-unknown", "id", $"{id}");
        if (row.Remaining < amount)
            return Refusal.Of("authorisation-exceeded", "left", $"{row.Remaining}", "amount", $"{amount}");
        var batch = new Batch(tx);
        batch.Add("insert into authorisation_use (id, authorisation_id, amount_ore, used_on, text, recorded_at, " +
            "recorded_by) values (?, ?, ?, ?, ?, ?, ?)", tx.Ids.Next(), id, amount, use.UsedOn ?? now.Day,
            use.Text.Trim(), now, caller.Name);
        batch.Add("update ordering_authorisation set used_ore = used_ore + ? where id = ?", amount, id);
        await batch.Run();
        return (await tx.One<AuthorisationRow>("select * from ordering_authorisation where id = @id", new { id }))!;
    }, caller.Once);

    /// <summary>Sets the day the owner's reporting ends. Refuses authorisation-unknown.</summary>
    public static Task<Result<long>> EndOwner(Db db, long id, DateOnly to, Caller caller) => db.Write<long>(async tx =>
        await tx.Do("update ordering_authorisation set owner_to = @to where id = @id and owner_from < @to",
            new { id, to }) == 1 ? id : Refusal.Of("authorisation-unknown", "id", $"{id}"), caller.Once);

    internal static async Task<long> Save(
        Tx tx, string name, int year, Money granted, DateOnly from, bool made, Moment now, string by)
    {
        var id = tx.Ids.Next();
        await new Batch(tx).Add("insert into ordering_authorisation (id, name, year, granted_ore, used_ore, owner, " +
            "assisted_by, owner_from, made, recorded_at, recorded_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id,
            name, year, granted, 0L, "fhi", "dmp, hdir", from, made, now, by).Run();
        return id;
    }
}
