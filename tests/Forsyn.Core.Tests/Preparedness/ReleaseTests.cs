using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Preparedness;

public class ReleaseTests
{
    static readonly DateOnly Today = A.June;

    static PoolLot Lot(string holder, long lot, int days, long units, long place = 1) =>
        new(holder, lot, place, ArticleNumber.Of("950001"), Today.AddDays(days), units);

    static ReleaseDecision Decision(params HolderUnits[] shares) => new(ReleaseKind.Crisis, "§ 5", "26/1", Today,
        Today.AddDays(30), Today.AddDays(200), shares);

    static IEnumerable<string> Said(ReleaseDecision decision, params PoolLot[] held) =>
        ReleaseRules.DecisionOnRelease(A.Primary, decision, held, Today).Select(finding => finding.Code);

    [Fact]
    [Requirement("STS-003")]
    public void Only_a_regional_health_authority_decides_on_the_specialist_stockpile()
    {
        foreach (var key in (string[])["hso", "hv", "hmn", "hn"])
            Assert.True(ReleaseRules.DecidesOnUseOfStockpile(A.Specialist, new(key)), key);
        foreach (var key in (string[])["dmp", "hod", "sav", "ahn", "fhi", ""])
            Assert.False(ReleaseRules.DecidesOnUseOfStockpile(A.Specialist, new(key)), key);
    }

    [Fact]
    [Requirement("ACT-014")]
    public void The_owner_of_the_day_decides_on_the_stockpile_of_primary_care()
    {
        var (before, after) = (new DateOnly(2023, 12, 31), new DateOnly(2024, 1, 1));
        Assert.Equal(["hdir"], A.Norway.On("primary", before)!.Owners.Select(key => key.Value));
        Assert.Equal(["dmp"], A.Norway.On("primary", after)!.Owners.Select(key => key.Value));
        Assert.Equal((true, false), (Decides("hdir", before), Decides("dmp", before)));
        Assert.Equal((false, true), (Decides("hdir", after), Decides("dmp", after)));
        static bool Decides(string party, DateOnly day) =>
            ReleaseRules.DecidesOnUseOfStockpile(A.Norway.On("primary", day)!, new PartyKey(party));
    }

    [Fact]
    [Requirement("ACT-017")]
    public void One_administrator_carries_out_releases_of_both_schemes_though_their_owners_differ()
    {
        Assert.Empty(A.Primary.Owners.Intersect(A.Specialist.Owners));
        foreach (var scheme in (DutyScheme[])[A.Primary, A.Specialist])
        {
            Assert.True(ReleaseRules.CarriesOutRelease(scheme, new("ahn"), new("sav")));
            Assert.True(ReleaseRules.CarriesOutRelease(scheme, new("ahn"), new("ahn")));
            Assert.False(ReleaseRules.CarriesOutRelease(scheme, new("ahn"), new("nmd")));
            Assert.False(ReleaseRules.CarriesOutRelease(scheme, new("ahn"), scheme.Owners[0]));
        }
    }

    [Fact]
    [Requirement("STP-002")]
    public void A_decision_says_whether_it_is_crisis_or_shortage_buffer_and_all_that_is_wrong_is_said_at_once()
    {
        Assert.Empty(Said(Decision(new HolderUnits("ahn", 10)), Lot("ahn", 1, 100, 10)));
        Assert.Equal(["release-kind"], Said(Decision(new HolderUnits("ahn", 10)) with { Kind = null },
            Lot("ahn", 1, 100, 10)));
        var wrong = new ReleaseDecision(null, "", "", Today.AddDays(-1), Today.AddDays(-2), Today.AddDays(-3),
            [new("ahn", 5), new("ahn", 1), new("fhi", 1), new("nmd", -1), new("apotek1", 11)]);
        Assert.Equal(
            ["release-kind", "release-law", "release-grounds", "release-from", "release-last-day",
                "release-refilled-by", "release-holder-twice", "release-holder", "release-more-than-held",
                "release-units", "release-more-than-held"],
            Said(wrong, Lot("ahn", 1, 100, 20), Lot("apotek1", 2, 100, 10)));
        Assert.Equal(["release-nothing"], Said(Decision(new HolderUnits("ahn", 0))));
    }

    [Fact]
    public void What_has_expired_is_not_given()
    {
        Assert.Equal(["release-more-than-held"], Said(Decision(new HolderUnits("ahn", 11)), Lot("ahn", 1, 0, 90),
            Lot("ahn", 2, 1, 10)));
        Assert.Equal([new LotUnits(2, 1, 10)],
            ReleaseRules.FirstToExpire([Lot("ahn", 1, 0, 90), Lot("ahn", 2, 1, 10)], 50, Today));
    }

    [Fact]
    public void Holders_give_by_what_they_have_and_the_shares_sum_exactly()
    {
        var random = new Random(7);
        for (var turn = 0; turn < 500; turn++)
        {
            PoolLot[] held = [.. Enumerable.Range(1, 9).Select(n =>
                Lot(A.Primary.Holders[n % 3].Value, n, random.Next(-20, 200), random.Next(0, 400)))];
            var units = random.Next(0, 1500);
            var usable = held.Where(lot => lot.ExpiresOn > Today).ToList();
            var shares = ReleaseRules.ProposedShares(A.Primary, units, held, Today);
            Assert.Equal(Math.Min(units, usable.Sum(lot => lot.Units)), shares.Sum(share => share.Units));
            foreach (var share in shares)
            {
                var lots = usable.Where(lot => lot.Holder == share.Holder).ToList();
                Assert.InRange(share.Units, 0, lots.Sum(lot => lot.Units));
                var taken = ReleaseRules.FirstToExpire(lots, share.Units, Today);
                Assert.Equal(share.Units, taken.Sum(lot => lot.Units));
                var last = taken.Count == 0 ? Today : lots.Where(lot => taken.Any(t => t.Lot == lot.Lot))
                    .Max(lot => lot.ExpiresOn);
                Assert.DoesNotContain(lots, lot => lot.ExpiresOn < last && lot.Units > 0
                    && taken.All(t => t.Lot != lot.Lot));
            }
        }
    }

    [Fact]
    public void No_more_is_taken_out_than_was_decided_nor_outside_the_days_nor_of_lots_that_expired_or_are_not_there()
    {
        var period = DateRange.Inclusive(Today, Today.AddDays(5));
        PoolLot[] held = [Lot("ahn", 1, 0, 50), Lot("ahn", 2, 50, 20)];
        Assert.Empty(Wrong(Today, new LotUnits(2, 1, 20)));
        Assert.Empty(Wrong(Today.AddDays(5), new LotUnits(2, 1, 20)));
        Assert.Equal(["release-not-open"], Wrong(Today.AddDays(6), new LotUnits(2, 1, 20)));
        Assert.Equal(["release-no-units"], Wrong(Today));
        Assert.Equal(["release-lot-expired", "release-lot-short", "release-lot", "release-more-than-decided"],
            Wrong(Today, new LotUnits(1, 1, 5), new LotUnits(2, 1, 21), new LotUnits(3, 1, 5)));
        Assert.Equal(["release-lot-twice"], Wrong(Today, new LotUnits(2, 1, 5), new LotUnits(2, 1, 5)));
        Assert.Equal(["release-units"], Wrong(Today, new LotUnits(2, 1, -5)));
        IEnumerable<string> Wrong(DateOnly day, params LotUnits[] taken) =>
            ReleaseRules.UnitsOfRelease(period, 20, held, taken, day).Select(finding => finding.Code);
    }
}
