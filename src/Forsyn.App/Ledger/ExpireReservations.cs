using Forsyn.App.Database;

namespace Forsyn.App.Ledger;

/// <summary>Frees the units of reservations that nobody used in time.</summary>
public static class ExpireReservations
{
    const int AtOnce = 200;

    /// <summary>
    /// Expires every pending reservation whose last day is before the day, some hundred in a transaction; one that
    /// another is settling meanwhile is left to the next run. Returns how many expired.
    /// </summary>
    public static async Task<Result<int>> Run(Db db, DateOnly day, Moment now, string by)
    {
        for (var expired = 0; ;)
        {
            var some = await db.Write<int>(tx => ExpireSome(tx, day, now, by));
            if (!some.Ok) return some;
            expired += some.Value;
            if (some.Value < AtOnce) return expired;
        }
    }

    static async Task<Result<int>> ExpireSome(Tx tx, DateOnly day, Moment now, string by)
    {
        var late = await Reservations.PastTheirDay(tx, day, AtOnce);
        if (late.Count == 0) return 0;
        var batch = new Batch(tx);
        var ids = Reservations.Settle(
            batch, [.. late.Select(r => new Settlement(r, 0))], ReservationState.Expired, null, day, now, by);
        if (!ids.Ok) return ids.Refusal!;
        await batch.Run();
        return late.Count;
    }
}
