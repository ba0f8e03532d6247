using Forsyn.App.Database;
using Forsyn.App.Preparedness.RotationPlans;
using Forsyn.App.Tests.Cli;
using Forsyn.Core.Ledger;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness.RotationPlans;

public class ExpiredTests
{
    [Theory, EveryDatabase]
    [Requirement("STS-004")]
    public async Task What_expired_in_a_stockpile_is_told_by_holder_substance_cause_and_kroner(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var (books, today) = (await DutyBooks.At(road.Db, "ahn"), DutyRoad.Today);
        var article = $"{(await GetRotation.Run(road.Db, "primary", "ahn", "J01CA04", "", today, road.Wholesaler))!
            .Target.Facts.Packages[0].Article}";
        var (first, pool) = (today.AddDays(-400), Pool.PreparednessPrimary);
        var apart = await books.Receive(article, 60, pool, today.AddDays(-3), first);
        var held = await books.Receive(article, 30, pool, today.AddDays(-3), first, Status.Quarantine);
        var brief = await books.Receive(article, 5_000, pool, today.AddDays(-3), today.AddDays(-100));
        var longer = await books.Receive(article, 80, Pool.Sale, today.AddDays(500), first);
        await books.Move(longer, 70, books.Shelf(Pool.Sale), Slot.Outside(Status.Consumed), today.AddDays(-20));
        await books.Move(apart, 60, books.Shelf(pool), Slot.Outside(Status.Expired), today.AddDays(-2));
        await books.Move(held, 30, books.Shelf(pool, Status.Quarantine), Slot.Outside(Status.Destroyed),
            today.AddDays(-2));
        var gone = await books.Move(brief, 5_000, books.Shelf(pool), Slot.Outside(Status.Expired), today.AddDays(-2));
        var mistake = await books.Receive(article, 7, pool, today.AddDays(-3), first);
        var wrong = await books.Move(mistake, 7, books.Shelf(pool), Slot.Outside(Status.Expired), today.AddDays(-2));
        await books.Move(mistake, 7, Slot.Outside(Status.Expired), books.Shelf(pool), today, corrects: wrong);

        var view = await Ask(road, new($"{today.AddDays(-2):yyyy-MM-dd}", $"{today:yyyy-MM-dd}", "primary", "ahn"));
        var mine = view.Items.Where(lot => lot.LotNumber.StartsWith("DUTY")).ToDictionary(lot => lot.LotNumber);
        Assert.Equal(
            [(ExpiryCause.StoodApart, 60L), (ExpiryCause.Quarantined, 30L), (ExpiryCause.ArrivedShort, 5_000L)],
            ((long[])[apart, held, brief]).Select(lot => (mine[$"DUTY{lot}"].Cause, mine[$"DUTY{lot}"].Units)));
        Assert.DoesNotContain($"DUTY{mistake}", mine.Keys);
        Assert.All(mine.Values, lot => Assert.Equal(("primary", "ahn"), (lot.Scheme, lot.Holder)));
        Assert.Equal(view.Items.Sum(lot => lot.Value.Ore), view.Value.Ore);
        Assert.True(gone > 0 && view.Value.Ore > 0);
        Assert.DoesNotContain((await Ask(road, new($"{today.AddDays(-1):yyyy-MM-dd}"))).Items,
            lot => lot.LotNumber.StartsWith("DUTY"));
        Assert.Equal(0, (await CommandLine.As(road.Test, "dmp", "preparedness", "expired", "--cause", "stood-apart"))
            .Exit);
    }

    [Theory, EveryDatabase]
    public async Task A_question_that_cannot_be_read_names_every_fault(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var faulty = await ExpiredDespite.Run(road.Db, new("x", "2020-01-01", "other", null, "y"), DutyRoad.Today,
            road.Regulator);
        Assert.Equal(["expired-day", "expired-period", "expired-cause", "expired-scheme"],
            faulty.Refusal!.Findings!.Select(one => one.Code));
    }

    static async Task<ExpiredView> Ask(DutyRoad road, ExpiredQuestion question)
    {
        var found = await ExpiredDespite.Run(road.Db, question, DutyRoad.Today, road.Regulator);
        Assert.True(found.Ok, found.Refusal?.Code);
        return found.Value;
    }
}
