using System.Reflection;
using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Tests.Ordering;

/// <summary>Orders for tests: a plain lawful one, changed in the one thing a test is about.</summary>
static class An
{
    public static readonly Moment Morning = Moment.Of(new DateTimeOffset(2026, 5, 15, 10, 0, 0, TimeSpan.FromHours(2)));

    /// <summary>The numbers the rules of ordering read, as the sources give them and the program ships them.</summary>
    public static RuleNumbers Numbers(bool feeOnProgrammes = true) => feeOnProgrammes
        ? ShippedRules.Book.On(Morning.Day)
        : RuleSets.Parse(ShippedRules.Book, "test", """
            [ { "set": "sources", "from": "2000-01-01", "source": "test", "numbers": [ {
                "number": "fee-on-programme-orders", "unit": "flag", "source": "test",
                "values": [ { "from": "2000-01-01", "value": false } ] } ] } ]
            """).Value.Choose("sources").Value.Book.On(Morning.Day);

    public static Product Product(
        ProductGroups groups = ProductGroups.None, int pack = 1, long price = 30000, bool authorised = true,
        string[]? blue = null,
        ProductClass @class = ProductClass.Vaccine, bool multiDose = false, int? inUseHours = null,
        string article = "100001") =>
        new(ArticleNumber.Of(article), false, "Vaksin", "virkestoff", "J07", "injeksjon", "", @class, [], pack, "",
            StorageCondition.Fridge, authorised, false, groups, blue ?? [], Preservative.None, multiDose, inUseHours,
            false, false,
            new Money(price), "C");

    public static LineFacts Line(
        Product? product = null, Purpose purpose = Purpose.Payable, long doses = 1, int number = 1, long? use = null) =>
        new(number, product ?? Product(), new Quantity(doses), purpose, use is { } known ? new Quantity(known) : null);

    public static OrderFacts Order(params LineFacts[] lines) => new(
        new Party(new PartyKey("office"), "Legekontoret", PartyType.DoctorsOffice, "0301"),
        new Requisitioner("Ingrid", Role.Physician, "1234567"), Channel.Web, Morning,
        lines.Length > 0 ? lines : [Line()], Morning.Day.AddDays(30))
    {
        Blue = BlueFacts, AddressOnOrder = "Storgata 1",
        YellowFever = new(Municipal: true, [], null, new(AuthorisedBody: true, Physician: true)),
    };

    /// <summary>The blue table as it ships, with Oslo and one outbreak of each disease that may have one.</summary>
    public static readonly BlueFacts BlueFacts = new(
        BlueTable.Parse(Repository.Read("data/blue/indications.json")), new HashSet<string> { "0301" },
        [new("1", "diphtheria", "Oslo", Morning.Day.AddDays(-10), null),
            new("2", "hepatitis-a", "Oslo", Morning.Day.AddDays(-10), null)], TestPeople: true);

    /// <summary>A made person of the national test population, born 13 January 2001.</summary>
    public static readonly PatientData Patient = new("Made Person", "13810199886", "0301");

    /// <summary>A blue prescription that lacks nothing but what the indication asks for.</summary>
    public static LineFacts BlueLine(string product, Indication? said, int number = 1, PatientData? patient = null) =>
        Line(Product(blue: [product]), Purpose.Blue, number: number) with
        {
            Patient = patient ?? Patient, Indication = said, Section4 = true, DoseSize = "1 ml",
        };

    /// <summary>Lines on blue prescription as they come by fax.</summary>
    public static OrderFacts BlueOrder(params LineFacts[] lines) =>
        Order(lines) with { Channel = Channel.Fax };

    public static OrderFacts By(this OrderFacts order, Role role) =>
        order with { Requisitioner = order.Requisitioner with { Role = role } };

    public static OrderFacts From(this OrderFacts order, PartyType type) =>
        order with { Customer = order.Customer with { Type = type } };

    public static IReadOnlyList<Finding> Findings(this OrderFacts order) => OrderRules.Check(order, Numbers());

    public static IReadOnlyList<string> Blocks(this OrderFacts order) =>
        [.. order.Findings().Where(f => f.Severity == Severity.Block).Select(f => f.Code)];

    public static IEnumerable<string> Codes(this OrderFacts order) => order.Findings().Select(f => f.Code);
}
