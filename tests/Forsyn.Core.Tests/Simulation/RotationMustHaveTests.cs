using Forsyn.Core.Basics;
using Forsyn.Core.Simulation;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Simulation;

public class RotationMustHaveTests
{
    static readonly DateOnly From = new(2026, 1, 1);
    static readonly IReadOnlyList<StorageModel> Models =
        StorageModel.Parse(Repository.Read("data/simulation/storage-models.json"));

    // Six months of a vaccine with two years of shelf life, of which FHI promises 90 days.
    static readonly ModelLoad Load = new(PerDay: 1_000, Floor: 180_000, LifeDays: 730, DaysLeft: 90, LeadDays: 56,
        Days: 365);

    static RotationMustHave Test(string model, ModelLoad? load = null) => RotationMustHave.Handles_rotation(
        Models.Single(one => one.Key == model), load ?? Load, From);

    [Theory, Requirement("MAN-009"), Requirement("STS-008")]
    [InlineData("central-state"), InlineData("wholesalers"), InlineData("state-owned-at-wholesalers"),
        InlineData("regional")]
    public void A_model_whose_holders_deliver_what_they_hold_rotates_without_loss(string model)
    {
        var answer = Test(model);
        Assert.All(answer.Holders, one => Assert.Equal((null, 0, 0), (one.Fault, one.Lost.Units, one.BreachDays)));
        Assert.True(answer.Passes);
    }

    [Fact, Requirement("MAN-009")]
    public void A_stockpile_that_delivers_nothing_fails_and_says_so() =>
        Assert.Equal([new HolderRotates("fhi", RotationFault.SellsNothing, default, 0)],
            Test("state-stock-private-sale") is { Passes: false } answer ? answer.Holders : []);

    [Fact, Requirement("MAN-009")]
    public void A_stockpile_too_large_for_what_is_used_expires_in_every_model()
    {
        foreach (var model in Models)
        {
            var answer = Test(model.Key, Load with { PerDay = 100 });
            Assert.False(answer.Passes, model.Key);
            Assert.Contains(answer.Holders, one => one.Fault is RotationFault.Expires or RotationFault.SellsNothing);
        }
    }

    [Fact]
    public void Every_model_has_a_test_and_parts_that_are_not_the_whole_are_refused()
    {
        Assert.Equal(["central-state", "wholesalers", "state-stock-private-sale", "state-owned-at-wholesalers",
            "regional"], Models.Select(one => one.Key));
        Assert.Equal(Enum.GetValues<ModelOperator>(), Models.Select(one => one.Operator).Distinct().Order());
        var broken = Repository.Read("data/simulation/storage-models.json").Replace("\"sale\": 560000", "\"sale\": 1");
        Assert.Contains("regional", Assert.Throws<InvariantBroken>(() => StorageModel.Parse(broken)).Message);
    }
}
