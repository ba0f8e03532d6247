using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Stock.Outlook;

/// <summary>
/// Made stock and weekly use of two vaccines at two holders, each with more of one than it will use and little of the
/// other, so that a demonstration has transfers to propose.
/// </summary>
public static class SeedOutlook
{
    const int Days = 84, Week = 7;

    // Units at first, units a week, and days until the lot expires.
    sealed record Made(string Party, int Product, long Units, long Weekly, int Expires);

    static readonly Made[] All =
    [
        new("unn-tromso", 0, 360, 5, 110), new("pharmacy-5601-1", 0, 260, 20, 420),
        new("pharmacy-5601-1", 1, 240, 2, 140), new("unn-tromso", 1, 330, 25, 500),
    ];

    public static async Task Run(Tx tx, Moment now)
    {
        var parties = (await tx.List<PartyRow>("select y.id, y.key, (select id from place w where w.party_id = y.id " +
            "order by is_default desc, id limit 1) as place from party y where y.key in @keys",
            new { keys = InList.Of(All.Select(one => one.Party).Distinct()) })).ToDictionary(row => row.Key);
        var keys = InList.Of(All.Select(one => one.Party).Distinct());
        var articles = await tx.List<string>("""
            select article_number from product
            where class = 'vaccine' and authorised and price_ore > 20000 and storage = 'fridge'
                and not yellow_fever and not influenza and article_number not in (
                    select l.article_number from lot l join balance b on b.lot_id = l.id
                    join party y on y.id = b.holder_id where y.key in @keys)
            order by article_number desc limit 2
            """, new { keys });
        var transfers = new List<Transfer>();
        foreach (var (one, n) in All.Select((one, n) => (one, n)))
        {
            if (!parties.TryGetValue(one.Party, out var party) || party.Place is not { } place
                || one.Product >= articles.Count) continue;
            var (lot, shelf) = (tx.Ids.Next(), new Slot(Status.Available, place, Pool.Sale));
            var first = now.Day.AddDays(-Days);
            await tx.Do("insert into lot (id, article_number, lot_number, expires_on, received_on) " +
                "values (@lot, @article, @number, @expires, @first)", new
                {
                    lot, article = articles[one.Product], number = $"OUT{n + 1}",
                    expires = now.Day.AddDays(one.Expires), first,
                });
            transfers.Add(new Transfer(party.Id, lot, new Quantity(one.Units), Slot.Outside(Status.Counted), shelf,
                "opening", $"opening/{lot}", first));
            for (var day = Week; day < Days; day += Week)
                transfers.Add(new Transfer(party.Id, lot, new Quantity(one.Weekly), shelf,
                    Slot.Outside(Status.Consumed), "use", $"opening/{lot}/{day}", first.AddDays(day)));
        }
        if (transfers.Count == 0) return;
        var batch = new Batch(tx);
        var posted = Post.Append(batch, transfers, now, "seed");
        if (!posted.Ok) throw new InvariantBroken($"made use was refused: {posted.Refusal!.Code}");
        await batch.Run();
    }

    sealed class PartyRow
    {
        public long Id { get; init; }
        public string Key { get; init; } = "";
        public long? Place { get; init; }
    }
}
