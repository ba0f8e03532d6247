using System.Globalization;
using Forsyn.Core.Basics;

namespace Forsyn.App.Demo;

/// <summary>
/// How much of a nation is made: of 10,000 packages and 1,000 holders each the root of the share, so that the live
/// balances and the transfers are in the share.
/// </summary>
public sealed record NationSize(double Share, int Seed = 1)
{
    const long FullShelves = 5_000_000, FullTransfers = 50_000_000;
    const int FullPackages = 10_000, FullHolders = 1_000;
    // What is sold: so many packages to so many pharmacies.
    const int FullSold = 4_000, FullPharmacies = 1_038, LeastSold = 500;

    /// <summary>The part of the shelves and movements that is made; all of it but for measurements.</summary>
    public double History { get; init; } = 1;
    public int Packages => (int)Math.Ceiling(FullPackages * Math.Sqrt(Share));
    public int Holders => (int)Math.Ceiling(FullHolders * Math.Sqrt(Share));
    public long Shelves => (long)(FullShelves * Share * History);
    public long Transfers => (long)(FullTransfers * Share * History);
    public int Days => 400;
    /// <summary>Packages with sales; never so few that the list of critical substances has none.</summary>
    public int PackagesSold => Math.Max(LeastSold, (int)Math.Ceiling(FullSold * Math.Sqrt(Share)));
    public int PharmaciesBuying => (int)Math.Ceiling(FullPharmacies * Math.Sqrt(Share));
    /// <summary>What a killed run may have to do again.</summary>
    public int RowsInATransaction => (int)Math.Clamp(Transfers / 20, 1_000, 100_000);

    /// <summary>"national" or a share above zero and at most one, such as 0.01.</summary>
    public static NationSize? Parse(string text, int seed) =>
        text == "national" ? new(1, seed)
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            && share is >= 0.0005 and <= 1 ? new(share, seed) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"share {Share}, seed {Seed}{(History < 1 ? $", {History} of the movements" : "")}");
}
