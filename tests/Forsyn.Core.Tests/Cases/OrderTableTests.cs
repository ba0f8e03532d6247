using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;
using Forsyn.Core.Tests.Ordering;

namespace Forsyn.Core.Tests.Cases;

/// <summary>Every combination of role, product, channel, purpose, customer and edition, judged and compared.</summary>
public class OrderTableTests
{
    static readonly IReadOnlyDictionary<string, RuleNumbers> Numbers = OrderTable.Words["rules"].ToDictionary(
        rules => rules, rules => ShippedRules.Sets.Choose(rules).Value.Book.On(An.Morning.Day));

    static readonly IReadOnlyDictionary<string, Product> Products = new Dictionary<string, string>
    {
        ["plain"] = "plain",
        ["childhood"] = "childhood",
        ["hpv"] = "hpv",
        ["influenza"] = "influenza",
        ["pregnancy"] = "pregnancy",
        ["corona"] = "diseases=covid-19",
        ["immunoglobulin"] = "immunoglobulin",
        ["serum"] = "serum",
        ["tuberculin"] = "diagnostic",
        ["certificate"] = "certificate, price=0",
        ["medicine"] = "medicine",
        ["blue-vaccine"] = "blue=hib-vaccine",
        ["blue-immunoglobulin"] = "immunoglobulin, blue=hepatitis-b-immunoglobulin",
        ["blue-serum"] = "serum, blue=botulism-antitoxin",
        ["unauthorised"] = "unauthorised, positive-list",
        ["unauthorised-off-list"] = "unauthorised",
        ["yellow-fever"] = "yellow-fever",
        ["yellow-fever-unsaid"] = "yellow-fever",
    }.ToDictionary(pair => pair.Key, pair => MadeProduct.Of(pair.Value));

    [Fact]
    public void Every_combination_is_judged_as_the_table_says()
    {
        // Infos that no row names are of other matters: planned days, use, guidelines.
        var infos = OrderTable.Rows.Select(row => row.Says).Where(says => says.StartsWith("info ")).ToHashSet();
        var wrong = new Dictionary<string, (int Count, Cell First)>();
        var cells = 0;
        foreach (var cell in OrderTable.AllCells())
        {
            cells++;
            var expected = OrderTable.Rows.Where(row => row.Fits(cell)).Select(row => row.Says).ToHashSet();
            foreach (var difference in Differences(Said(cell, infos), expected))
                wrong[difference] = wrong.TryGetValue(difference, out var seen) ? seen with { Count = seen.Count + 1 }
                    : (1, cell);
        }
        Assert.True(cells > 90_000, $"{cells} combinations");
        Assert.True(wrong.Count == 0,
            string.Join("\n", wrong.Select(w => $"{w.Key}: {w.Value.Count}, as {w.Value.First}")));
    }

    [Fact]
    public void Every_row_of_the_table_fits_somewhere_and_is_the_only_one_to_say_so_of_some_combination()
    {
        var needed = new HashSet<int>();
        foreach (var cell in OrderTable.AllCells())
            foreach (var says in OrderTable.Rows.Where(row => row.Fits(cell)).GroupBy(row => row.Says))
                if (says.Count() == 1) needed.Add(says.Single().Row);
        Assert.Empty(OrderTable.Rows.Select(row => row.Row).Except(needed));
    }

    [Theory]
    [InlineData("block email-not-accepted;CHN-005;*;*;*;pigeon;*;*", "channel knows no 'pigeon'")]
    [InlineData("block email-not-accepted;CHN-005;*;*", "has 4 cells, not 8")]
    public void A_row_that_cannot_be_read_is_named(string row, string error) =>
        Assert.Contains(error, Assert.Throws<CaseWrong>(() => OrderTable.Parse(row)).Message);

    [Fact]
    public void A_finding_too_much_and_one_too_few_are_both_seen() =>
        Assert.Equal(["not said: b", "said, not expected: a"],
            Differences(new HashSet<string> { "a" }, new HashSet<string> { "b" }));

    static IEnumerable<string> Differences(IReadOnlySet<string> said, IReadOnlySet<string> expected) =>
        expected.Except(said).Select(one => $"not said: {one}")
            .Concat(said.Except(expected).Select(one => $"said, not expected: {one}"));

    static HashSet<string> Said(Cell cell, HashSet<string> infos)
    {
        var order = Order(cell);
        var numbers = Numbers[cell.Rules];
        var said = OrderRules.Check(order, numbers).Select(OrderCase.Written)
            .Where(one => !one.StartsWith("info ") || infos.Contains(one)).ToHashSet();
        var price = PriceRules.Price(order, numbers);
        if (price.DispatchFee.IsZero) said.Add("no fee");
        if (price.LineAmounts[0].IsZero) said.Add("no price");
        return said;
    }

    static OrderFacts Order(Cell cell)
    {
        var purpose = Kebab.Read<Purpose>(cell.Purpose);
        var line = BlueCase.Complete(An.Line(Products[cell.Product], purpose));
        if (purpose == Purpose.Blue) line = line with { Indication = Indication(cell.Product) };
        // Municipal, so that the kind of customer decides; "unsaid" is a requisition that does not say so.
        var said = cell.Product == "yellow-fever" ? new YellowFeverStatement(true, true) : null;
        return An.Order(line).By(Kebab.Read<Role>(cell.Role)).From(Kebab.Read<PartyType>(cell.Customer)) with
        {
            YellowFever = cell.Product.StartsWith("yellow") ? new YellowFeverFacts(true, [], null, said) : null,
            Channel = cell.Channel.StartsWith("phone") ? Channel.Phone : Kebab.Read<Channel>(cell.Channel),
            Urgent = cell.Channel == "phone-urgent"
                ? new Urgency("botulism", Caller: "Dr. Berg", AnsweredBy: "physician") : null,
        };
    }

    static Indication? Indication(string product) => product switch
    {
        "blue-vaccine" => new("hib", "S"),
        "blue-immunoglobulin" => new("hepatitis-b", "P"),
        "blue-serum" => new("botulism", "P"),
        _ => null,
    };
}
