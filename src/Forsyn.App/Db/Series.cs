namespace Forsyn.App.Database;

/// <summary>
/// Numbers without a gap, such as those of invoices: one transaction at a time takes the next of a series.
/// </summary>
public static class Series
{
    /// <summary>
    /// The next number, held until the transaction ends: an update that changes nothing is a lock in both databases, so
    /// what is read after it sees everything that earlier numbers stand on.
    /// </summary>
    public static Task<long> Hold(Tx tx, string name) =>
        tx.One<long>("update counter set next = next where name = @name returning next", new { name });

    /// <summary>Uses up the number that is held.</summary>
    public static Batch Use(Batch batch, string name) =>
        batch.Add("update counter set next = next + 1 where name = ?", name);
}
