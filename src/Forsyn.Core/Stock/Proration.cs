namespace Forsyn.Core.Stock;

/// <summary>What somebody asks for when there may not be enough for all.</summary>
/// <param name="Key">Who asks.</param>
/// <param name="Wanted">Units asked for.</param>
/// <param name="Floor">Units to be given before anything is shared; never more than wanted.</param>
/// <param name="Priority">Floors are given by priority, the lowest number first.</param>
public sealed record Claim(string Key, Quantity Wanted, Quantity Floor = default, int Priority = 1);

/// <summary>Why somebody got what was given.</summary>
public enum AllotmentReason { InFull, Shared, FloorOnly, FloorShared, Nothing }

/// <summary>What somebody is given, in whole packs, and the sum behind it.</summary>
/// <param name="WantedPacks">Packs that cover what was asked for.</param>
/// <param name="FloorPacks">Packs given as floor.</param>
/// <param name="SharedPacks">Whole packs of the proportional share of the rest.</param>
/// <param name="RoundedUp">A pack more, because this share was among the largest remainders.</param>
public sealed record Allotment(
    Claim Claim, long UnitsPerPack, long WantedPacks, long FloorPacks, long SharedPacks, bool RoundedUp,
    AllotmentReason Reason)
{
    public long Packs => FloorPacks + SharedPacks + (RoundedUp ? 1 : 0);
    public Quantity Units => new(Packs * UnitsPerPack);
}

/// <summary>All that is given, in the order of the claims, and what the sharing was worked out from.</summary>
/// <param name="SupplyPacks">Whole packs there are to give.</param>
/// <param name="WantedPacks">Packs asked for by all.</param>
/// <param name="RestPacks">Packs shared in proportion once the floors were given.</param>
public sealed record Sharing(
    IReadOnlyList<Allotment> Allotments, long UnitsPerPack, long SupplyPacks, long WantedPacks, long RestPacks)
{
    public long GivenPacks => Allotments.Sum(one => one.Packs);
    public Quantity Given => new(GivenPacks * UnitsPerPack);
    /// <summary>The part of what was asked for that there is, in tenths of a per cent.</summary>
    public long PerMille => WantedPacks == 0 ? 1000 : Math.Min(1000, SupplyPacks * 1000 / WantedPacks);
}

/// <summary>Shares what there is among all who asked, when it is less than they asked for.</summary>
public static class ProrationRules
{
    /// <summary>
    /// Gives whole packs: all that was asked for where there is enough; else the floors by priority, and what is left
    /// in proportion to what each still lacks, by largest remainder, the first in order first among equals. Nobody gets
    /// more than asked for, and the sum is what there is. A floor there is not enough for is shared in the same way.
    /// </summary>
    /// <param name="unitsPerPack">Packs are not broken; at least 1.</param>
    [Rule("FHI, terms of ordering", "FLU-007", "FLU-010")]
    public static Sharing Share(Quantity supply, long unitsPerPack, IReadOnlyList<Claim> claims)
    {
        var wanted = claims.Select(claim => claim.Wanted.PacksRoundedUp(unitsPerPack)).ToArray();
        var there = Math.Max(0, supply.Units) / unitsPerPack;
        var asked = wanted.Sum();
        if (asked <= there)
            return new([.. claims.Select((claim, i) => new Allotment(claim, unitsPerPack, wanted[i], 0, wanted[i],
                false, wanted[i] == 0 ? AllotmentReason.Nothing : AllotmentReason.InFull))], unitsPerPack, there,
                asked, there);

        var (floors, short_, left) = Floors(there, unitsPerPack, claims, wanted);
        var lacks = wanted.Select((packs, i) => short_ ? 0 : packs - floors[i]).ToArray();
        var rest = short_ ? 0 : left;
        var parts = Basics.Share.Split(rest, lacks);
        var sum = lacks.Aggregate((Int128)0, (a, b) => a + b);
        return new([.. claims.Select((claim, i) =>
        {
            var whole = sum == 0 ? 0 : (long)((Int128)rest * lacks[i] / sum);
            return new Allotment(claim, unitsPerPack, wanted[i], floors[i], whole, parts[i] > whole,
                Reason(wanted[i], floors[i], parts[i], short_));
        })], unitsPerPack, there, asked, rest);
    }

    static (long[] Floors, bool Short, long Left) Floors(
        long there, long unitsPerPack, IReadOnlyList<Claim> claims, long[] wanted)
    {
        var floors = new long[claims.Count];
        foreach (var priority in claims.Select(claim => claim.Priority).Distinct().Order())
        {
            var due = claims.Select((claim, i) => claim.Priority != priority ? 0
                : Math.Min(claim.Floor.PacksRoundedUp(unitsPerPack), wanted[i])).ToArray();
            var all = due.Sum();
            var given = all <= there ? due : Basics.Share.Split(there, due);
            for (var i = 0; i < floors.Length; i++) floors[i] += given[i];
            if (all > there) return (floors, true, 0);
            there -= all;
        }
        return (floors, false, there);
    }

    static AllotmentReason Reason(long wanted, long floor, long part, bool shortOfFloors) =>
        floor + part == 0 ? AllotmentReason.Nothing
        : shortOfFloors ? AllotmentReason.FloorShared
        : floor + part == wanted ? AllotmentReason.InFull
        : part == 0 ? AllotmentReason.FloorOnly
        : AllotmentReason.Shared;
}
