using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Ordering;

public class UrgentRulesTests
{
    // Friday 15 May 2026: the desk is open 08:00–15:00.
    static Moment At(string time) => Moment.InOslo(new DateOnly(2026, 5, 15), TimeOnly.Parse(time));

    static OrderFacts Call(string time = "10:00", string reason = "rabies", UrgentRoute? asked = null)
    {
        var order = An.Order() with
        {
            Channel = Channel.Phone, ReceivedAt = At(time),
            Urgent = new Urgency(reason, At(time).Plus(TimeSpan.FromHours(-2)), Caller: "Dr. Berg",
                AnsweredBy: "pharmacist"),
        };
        return order with { Route = UrgentRules.Route(order, asked, ShippedRules.Book.On(order.Day)) };
    }

    static IReadOnlyList<string> Codes(OrderFacts order) =>
        [.. OrderRules.Check(order, ShippedRules.Book.On(order.Day)).Select(f => f.Code)];

    static IReadOnlyList<string> Blocks(OrderFacts order) =>
        [.. OrderRules.Check(order, ShippedRules.Book.On(order.Day))
            .Where(f => f.Severity == Severity.Block).Select(f => f.Code)];

    [Fact, Requirement("CHN-007", "URG-005")]
    public void The_telephone_is_for_emergencies()
    {
        Assert.Empty(Blocks(Call()));
        Assert.Contains("phone-only-when-urgent", Blocks(Call() with { Urgent = null, Route = UrgentRoute.Desk }));
        Assert.DoesNotContain("phone-only-when-urgent",
            Blocks(Call() with { Urgent = null, Channel = Channel.Fax, Route = UrgentRoute.Desk }));
    }

    [Theory, Requirement("URG-005")]
    [InlineData(ProductClass.Vaccine, true), InlineData(ProductClass.Immunoglobulin, true)]
    [InlineData(ProductClass.Serum, true), InlineData(ProductClass.Diagnostic, false)]
    [InlineData(ProductClass.Certificate, false), InlineData(ProductClass.Medicine, false)]
    public void By_telephone_come_vaccines_immunoglobulins_and_sera_only(ProductClass kind, bool may) =>
        Assert.Equal(may, !Codes(Call() with { Lines = [An.Line(An.Product(@class: kind))] })
            .Contains("phone-not-for-product"));

    [Fact, Requirement("CHN-007")]
    public void An_urgent_order_says_why()
    {
        var web = Call() with { Channel = Channel.Web };
        Assert.Empty(Blocks(web));
        Assert.Contains("urgent-reason-missing", Blocks(web with { Urgent = new Urgency(" ") }));
        Assert.Equal(["phone-record-incomplete"], Blocks(Call(reason: "")));
    }

    [Fact, Requirement("URG-014")]
    public void Another_reason_needs_its_words_and_own_words_are_another_reason()
    {
        Assert.Equal(["urgent-reason-undescribed"], Blocks(Call(reason: "other")));
        var told = Call(reason: "other");
        Assert.Empty(Blocks(told with { Urgent = told.Urgent! with { Text = "anthrax" } }));
        Assert.Empty(Blocks(Call(reason: "bitten by a bat")));
        Assert.Equal("other", new Urgency("bitten by a bat").Coded().Code);
        Assert.Equal("bitten by a bat", new Urgency("bitten by a bat").Described());
        Assert.Equal("", new Urgency("rabies").Described());
    }

    [Theory]
    [InlineData("botulism", UrgencyClass.Emergency, "URG-014")]
    [InlineData("diphtheria", UrgencyClass.Emergency, "URG-014")]
    [InlineData("other", UrgencyClass.Emergency, "URG-014")]
    [InlineData("varicella-immunosuppressed", UrgencyClass.Emergency, "URG-015")]
    [InlineData("varicella-newborn", UrgencyClass.Emergency, "URG-016")]
    [InlineData("rabies", UrgencyClass.Emergency, "URG-017")]
    [InlineData("hepatitis-b", UrgencyClass.Emergency, "URG-018")]
    [InlineData("hepatitis-a", UrgencyClass.MayBeUrgent, "URG-019")]
    [InlineData("measles-infant", UrgencyClass.MayBeUrgent, "URG-020")]
    [InlineData("tetanus-wound", UrgencyClass.MayBeUrgent, "URG-021")]
    [Requirement("URG-014", "URG-015", "URG-016", "URG-017", "URG-018", "URG-019", "URG-020", "URG-021")]
    public void Each_reason_of_the_source_has_a_code_and_a_class(string code, UrgencyClass @class, string requirement)
    {
        var reason = UrgentReasons.Of(code);
        Assert.Equal((code, @class, requirement), (reason.Code, reason.Class, reason.Requirement));
    }

    [Fact, Requirement("URG-001")]
    public void The_time_of_exposure_is_asked_and_what_has_passed_is_told()
    {
        var told = OrderRules.Check(Call(), ShippedRules.Book.On(An.Morning.Day))
            .Single(f => f.Code == "time-since-exposure");
        Assert.Equal(("2", "0"), (told.Args["hours"], told.Args["minutes"]));
        var untold = Call();
        untold = untold with { Urgent = untold.Urgent! with { ExposedAt = null } };
        Assert.Contains("exposure-time-missing", Codes(untold));
        Assert.Empty(Blocks(untold));
    }

    // An established disease was caught at no known time, and a crisis exposes nobody in particular.
    [Theory, Requirement("URG-001", "URG-023")]
    [InlineData("rabies", Situation.SingleExposure, true), InlineData("rabies", Situation.Incident, true)]
    [InlineData("rabies", Situation.Outbreak, false), InlineData("rabies", Situation.WarOrCrisis, false)]
    [InlineData("botulism", Situation.SingleExposure, false)]
    public void Where_nobody_was_exposed_at_one_time_none_is_asked(string reason, Situation situation, bool asked)
    {
        var order = Call(reason: reason);
        order = order with { Urgent = order.Urgent! with { ExposedAt = null, Situation = situation } };
        Assert.Equal(asked, Codes(order).Contains("exposure-time-missing"));
    }

    [Theory, Requirement("URG-002", "URG-010")]
    [InlineData("07:59:59", UrgentRoute.Pharmacy), InlineData("08:00", UrgentRoute.Desk)]
    [InlineData("14:59:59", UrgentRoute.Desk), InlineData("15:00", UrgentRoute.Pharmacy)]
    [InlineData("03:00", UrgentRoute.Pharmacy)]
    public void An_emergency_call_is_accepted_at_any_hour_and_the_hour_says_whose_it_is(string time, UrgentRoute route)
    {
        Assert.Equal(route, Call(time).Route);
        Assert.Empty(Blocks(Call(time)));
    }

    [Fact, Requirement("URG-002", "URG-010")]
    public void The_web_shop_takes_an_emergency_at_night_and_says_whom_to_call()
    {
        var night = Call("03:00") with { Channel = Channel.Web, Route = UrgentRoute.Desk };
        Assert.Equal(UrgentRoute.Desk, UrgentRules.Route(night, null, ShippedRules.Book.On(night.Day)));
        Assert.Empty(Blocks(night));
        var said = OrderRules.Check(night, ShippedRules.Book.On(night.Day)).Single(f => f.Code == "call-the-pharmacy");
        Assert.Equal("23 35 81 00", said.Args["phone"]);
        Assert.DoesNotContain("call-the-pharmacy", Codes(night with { ReceivedAt = At("10:00") }));
    }

    [Fact, Requirement("URG-009")]
    public void Inside_the_hours_the_desk_is_called_and_who_answered_is_written_down()
    {
        var day = Call();
        Assert.DoesNotContain("answered-by-missing", Codes(day));
        Assert.Contains("answered-by-missing",
            Codes(day with { Urgent = day.Urgent! with { AnsweredBy = null } }));
        var said = OrderRules.Check(day with { Channel = Channel.Web }, ShippedRules.Book.On(day.Day))
            .Single(f => f.Code == "call-the-desk");
        Assert.Equal("21 07 70 00", said.Args["phone"]);
    }

    [Theory, Requirement("URG-011")]
    [InlineData("07:59:59", false), InlineData("08:00", true), InlineData("14:59:59", true), InlineData("15:00", false)]
    public void Inside_the_hours_no_order_goes_to_the_pharmacy(string time, bool blocked) =>
        Assert.Equal(blocked, Blocks(Call(time, asked: UrgentRoute.Pharmacy)).Contains("pharmacy-inside-hours"));

    [Fact, Requirement("URG-011", "URG-008")]
    public void On_a_holiday_the_pharmacy_serves_at_noon()
    {
        var order = Call("12:00", asked: UrgentRoute.Pharmacy);
        Assert.Empty(Blocks(order with { Calendar = Workdays.Norway.Close(order.Day) }));
    }

    [Fact, Requirement("URG-011")]
    public void Without_an_emergency_the_pharmacy_hands_nothing_out() =>
        Assert.Contains("pharmacy-without-emergency", Blocks(Call("20:00") with { Urgent = null }));

    [Theory, Requirement("URG-012")]
    [InlineData(Channel.Phone, false), InlineData(Channel.Web, true), InlineData(Channel.Fax, true)]
    [InlineData(Channel.Post, true)]
    public void The_pharmacy_is_reached_by_telephone_only(Channel channel, bool blocked) =>
        Assert.Equal(blocked,
            Blocks(Call("20:00") with { Channel = channel }).Contains("pharmacy-by-telephone-only"));
}
