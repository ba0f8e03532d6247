using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Preparedness;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.Core.Ledger;
using static Forsyn.App.Demo.SeedCases;

namespace Forsyn.App.Demo;

/// <summary>Made steps against holders whose stockpiles fell short; one of them fills it again.</summary>
static class MadeFollowUps
{
    const string Asked = "explanation", Ordered = "order";
    // So much more than was missing, since targets rise from month to month.
    const int FilledPercent = 130;

    /// <summary>An explanation is asked for of three, and one holder gives it.</summary>
    public static async Task Begin(Db db, Moment asked, Moment answered)
    {
        if (await Who(db, "dmp", asked) is not { } agency || await Who(db, "grossist", answered) is not { } seller)
            return;
        var open = await Open(db, "primary", asked, agency);
        var own = open.LastOrDefault(one => one.HolderId == seller.Party);
        foreach (var one in open.Where(one => one.HolderId != seller.Party).Take(2).Append(own!).OfType<FollowUpRow>())
            await Step(db, one.Id, Asked, "Gjør rede for hvorfor lageret ikke er fylt, og når det vil være det " +
                "(oppdiktet)", asked, agency);
        if (own is null) return;
        Sure(await TakeFollowUp.Run(db, own.Id, new("answer", "En leveranse ble stanset i tollen. Ny leveranse er " +
            "bekreftet, og lageret er fullt om to uker (oppdiktet)"), answered, seller));
    }

    /// <summary>One that has not answered is ordered to correct; the one that has gets its delivery.</summary>
    public static async Task GoOn(Db db, Moment ordered, Moment delivered)
    {
        if (await Who(db, "dmp", ordered) is not { } agency) return;
        var asked = (await Open(db, "primary", ordered, agency)).Where(one => one.LastStep == Asked).ToList();
        if (asked.Find(one => one.WaitingFor is not null) is { } late)
            await Step(db, late.Id, Ordered, "Fristen er ute uten svar. Lageret skal være fylt innen fristen " +
                "(oppdiktet)", ordered, agency);
        if (asked.Find(one => one.WaitingFor is null) is { } answered) await Fill(db, answered, delivered);
    }

    /// <summary>The health authorities notify under the agreement, and the agency asks one more.</summary>
    public static async Task Notify(Db db, Moment at)
    {
        if (await Who(db, "rhf", at) is { } region
            && (await Open(db, "specialist", at, region)).FirstOrDefault() is { } one)
            await Step(db, one.Id, "notice", "Lageret er mindre enn avtalen sier. Vi ber om en plan innen fristen " +
                "(oppdiktet)", at, region);
        if (await Who(db, "dmp", at) is { } agency
            && (await Open(db, "primary", at, agency)).FirstOrDefault(row => row.LastStep is null) is { } next)
            await Step(db, next.Id, Asked, "Gjør rede for hvorfor lageret ikke er fylt (oppdiktet)", at, agency);
    }

    static async Task<IReadOnlyList<FollowUpRow>> Open(Db db, string scheme, Moment at, Caller caller) =>
        (await BreachFollowUp.List(db, new(scheme, Limit: 500), at.Day, caller)).Items;

    static async Task Step(Db db, long id, string step, string text, Moment at, Caller caller) =>
        Sure(await TakeFollowUp.Run(db, id, new("step", text, step), at, caller));

    // A delivery to the lot that there is most of.
    static async Task Fill(Db db, FollowUpRow breach, Moment at) => Sure(await db.Write<bool>(async tx =>
    {
        var scheme = Schemes.On(breach.Scheme, at.Day).Value;
        var lot = (await DutyStock.Run(tx, scheme, at.Day, breach.Holder)).Where(one => one.Pool == scheme.Pool
            && one.Atc == breach.Atc && one.PackageGroup == breach.PackageGroup && one.Ddd > 0)
            .OrderByDescending(one => one.ExpiresOn).FirstOrDefault();
        if (lot is null || breach.Measure != "ddd") return true;
        var shelf = (await tx.One<Shelf>("select p.doses_per_pack as pack, b.place_id from product p, balance b " +
            "where p.article_number = @article and b.holder_id = @HolderId and b.lot_id = @Lot and b.pool = @pool " +
            "and b.status = 0 order by b.quantity desc limit 1",
            new { article = $"{lot.Article}", lot.HolderId, lot.Lot, pool = (short)lot.Pool }))!;
        var units = new Quantity((long)((Int128)breach.Missing * lot.Units * FilledPercent / lot.Ddd / 100) + 1);
        var batch = new Batch(tx);
        var posted = Post.Append(batch, [new(lot.HolderId, lot.Lot,
            new Quantity(units.PacksRoundedUp(shelf.Pack) * shelf.Pack), Slot.Outside(Status.Supplier),
            new Slot(Status.Available, shelf.PlaceId, lot.Pool), "receive", $"made fill/{breach.Id}", at.Day)], at,
            MakeStockpile.By);
        if (!posted.Ok) return posted.Refusal!;
        await batch.Run();
        return true;
    }));

    sealed class Shelf
    {
        public long Pack { get; init; }
        public long PlaceId { get; init; }
    }
}
