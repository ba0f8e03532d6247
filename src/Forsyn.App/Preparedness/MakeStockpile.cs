using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.App.Parties;
using Forsyn.App.Stock;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Preparedness;
using Forsyn.Core.Stock;

namespace Forsyn.App.Preparedness;

/// <summary>
/// Made lots in the pools of the schemes for a demonstration: at each holder about what its newest targets ask for, of
/// the packages it sold, some targets not met.
/// </summary>
public static class MakeStockpile
{
    public const string By = "made stockpile";
    const int Seed = 20260404;
    const int UnmetPercent = 12;
    // Days since one that is not met was let fall.
    const int FellFirst = 150, FellLast = 16;

    /// <summary>
    /// Books what came and went from the first day to today, each month as if reported at its end; returns how many
    /// transfers. Nothing where there are no targets; refuses what the ledger refuses.
    /// </summary>
    public static async Task<Result<long>> Run(Tx tx, CountryData country, DateOnly first, Moment now)
    {
        var chance = new Random(Seed);
        var made = new List<Transfer>();
        foreach (var pile in await Piles(tx, country, now.Day, chance))
            made.AddRange(MadeStockpile.Of(pile, first, now.Day, chance));
        foreach (var month in made.GroupBy(transfer => Month.Of(transfer.CountsOn)).OrderBy(month => month.Key))
        {
            var end = month.Key == Month.Of(now.Day) ? now : Moment.InOslo(month.Key.LastDay, new TimeOnly(16, 0));
            var batch = new Batch(tx);
            var posted = await Post.Load(batch, [.. month], end, By);
            if (!posted.Ok) return posted.Refusal!;
            await batch.Run();
        }
        return made.Count;
    }

    static async Task<IReadOnlyList<MadePile>> Piles(Tx tx, CountryData country, DateOnly today, Random chance)
    {
        var places = (await MadeCountryStock.Holders(tx, country)).ToDictionary(one => one.Key, one => one.Places);
        var piles = new List<MadePile>();
        foreach (var scheme in Schemes.All.On(today))
        {
            var wanted = await Wanted(tx, scheme.Scheme, today);
            var lots = await Lots(tx, wanted);
            foreach (var target in wanted.GroupBy(one => (one.Atc, one.PackageGroup, one.Holder)))
            {
                var percent = chance.Next(102, 135);
                (DateOnly, int)? fall = chance.Next(100) < UnmetPercent
                    ? (today.AddDays(-chance.Next(FellLast, FellFirst)), chance.Next(45, 95) * 100 / percent) : null;
                piles.AddRange(from one in target
                    let place = places[one.Holder][Kebab.Read<StorageCondition>(one.Storage)].FirstOrDefault()
                    where place > 0
                    // The sum is in 128 bits: packs of a year times units of a target.
                    let units = (long)((Int128)one.MustUnits * one.Packs * one.UnitsPerPack * percent
                        / one.OwnUnits / 100)
                    select new MadePile(one.HolderId, place, scheme.Pool, units, one.UnitsPerPack,
                        [.. lots[one.ArticleNumber]], fall));
            }
        }
        return piles;
    }

    static Task<List<WantedRow>> Wanted(Tx tx, string scheme, DateOnly today) => tx.List<WantedRow>($"""
        select t.atc, t.package_group, t.holder, y.id as holder_id, t.must_units, t.own_units, i.article_number,
            i.units_per_pack, i.packs, p.storage
        from target t join target_input i on i.run_id = t.run_id and i.atc = t.atc
            and i.package_group = t.package_group and i.seller = t.holder
        join party y on y.key = t.holder join product p on p.article_number = i.article_number
        where t.run_id = {Targets.RunOn("@today")} and i.packs > 0 and t.own_units > 0
        order by t.atc, t.package_group, t.holder, i.article_number
        """, new { scheme, today });

    static async Task<ILookup<string, (long Id, MadeLot Lot)>> Lots(Tx tx, IReadOnlyList<WantedRow> wanted) =>
        (await tx.List<LotRow>("select id, article_number, lot_number, produced_on, received_on, expires_on from lot " +
            "where article_number in @articles and produced_on is not null and received_on is not null order by id",
            new { articles = InList.Of(wanted.Select(one => one.ArticleNumber).Distinct()) }))
        .ToLookup(row => row.ArticleNumber, row => (row.Id,
            new MadeLot(row.LotNumber, row.ProducedOn, row.ReceivedOn, row.ExpiresOn)));

    sealed class WantedRow
    {
        public string Atc { get; init; } = "";
        public string PackageGroup { get; init; } = "";
        public string Holder { get; init; } = "";
        public long HolderId { get; init; }
        public long MustUnits { get; init; }
        public long OwnUnits { get; init; }
        public string ArticleNumber { get; init; } = "";
        public long UnitsPerPack { get; init; }
        public long Packs { get; init; }
        public string Storage { get; init; } = "";
    }

    sealed class LotRow
    {
        public long Id { get; init; }
        public string ArticleNumber { get; init; } = "";
        public string LotNumber { get; init; } = "";
        public DateOnly ProducedOn { get; init; }
        public DateOnly ReceivedOn { get; init; }
        public DateOnly ExpiresOn { get; init; }
    }
}
