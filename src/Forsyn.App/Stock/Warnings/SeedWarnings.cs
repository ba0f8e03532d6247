using Forsyn.App.Database;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Warnings;

/// <summary>What some made people have asked to be warned of, so that the page has something to show.</summary>
public static class SeedWarnings
{
    static readonly (string Person, WarningKind Kind, WarningArea Area, string Atc, long Threshold)[] Made =
    [
        ("dmp", WarningKind.Cover, WarningArea.Nation, "", 90),
        ("dmp", WarningKind.ExpiryLoss, WarningArea.Nation, "J07", Money.Kroner(100_000).Ore),
        ("dmp", WarningKind.OpenRecall, WarningArea.Nation, "", 0),
        ("sav", WarningKind.SilentReporter, WarningArea.Nation, "", 0),
    ];

    /// <summary>Returns the subscriptions written.</summary>
    public static async Task<int> Run(Tx tx, Moment now)
    {
        var batch = new Batch(tx);
        foreach (var one in Made)
            Subscriptions.Write(batch, tx.Ids.Next(), one.Person, one.Kind, one.Area, "", one.Atc, one.Threshold, now);
        await batch.Run();
        return Made.Length;
    }
}
