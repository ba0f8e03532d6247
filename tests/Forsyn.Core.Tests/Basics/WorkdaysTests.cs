using Forsyn.Core.Basics;

namespace Forsyn.Core.Tests.Basics;

public class WorkdaysTests
{
    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    [Theory]
    [InlineData("1818-03-22")] // the earliest there can be
    [InlineData("1943-04-25")] // the latest there can be
    [InlineData("1954-04-18")] // moved a week by the first correction of the full moon
    [InlineData("1981-04-19")] // moved a week by the second
    [InlineData("2000-04-23")]
    [InlineData("2008-03-23")]
    [InlineData("2011-04-24")]
    [InlineData("2016-03-27")]
    [InlineData("2019-04-21")]
    [InlineData("2020-04-12")]
    [InlineData("2021-04-04")]
    [InlineData("2022-04-17")]
    [InlineData("2023-04-09")]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2028-04-16")]
    [InlineData("2029-04-01")]
    [InlineData("2030-04-21")]
    [InlineData("2038-04-25")]
    [InlineData("2049-04-18")]
    [InlineData("2076-04-19")]
    public void Easter_falls_on_the_known_Sunday(string easter) =>
        Assert.Equal(Day(easter), PublicHolidays.EasterSunday(Day(easter).Year));

    [Fact]
    public void Easter_is_always_a_Sunday_between_22_March_and_25_April()
    {
        foreach (var easter in Enumerable.Range(1700, 1000).Select(PublicHolidays.EasterSunday))
        {
            Assert.Equal(DayOfWeek.Sunday, easter.DayOfWeek);
            Assert.InRange(easter, new DateOnly(easter.Year, 3, 22), new DateOnly(easter.Year, 4, 25));
        }
    }

    [Fact]
    public void The_twelve_public_holidays_of_2026_are_these() => Assert.Equal(
        [
            (Day("2026-01-01"), "new-years-day"),
            (Day("2026-04-02"), "maundy-thursday"),
            (Day("2026-04-03"), "good-friday"),
            (Day("2026-04-05"), "easter-sunday"),
            (Day("2026-04-06"), "easter-monday"),
            (Day("2026-05-01"), "labour-day"),
            (Day("2026-05-14"), "ascension-day"),
            (Day("2026-05-17"), "constitution-day"),
            (Day("2026-05-24"), "whit-sunday"),
            (Day("2026-05-25"), "whit-monday"),
            (Day("2026-12-25"), "christmas-day"),
            (Day("2026-12-26"), "second-christmas-day"),
        ], PublicHolidays.InYear(2026));

    [Theory]
    [Requirement("URG-008")]
    [InlineData("2026-05-13", null)]
    [InlineData("2026-05-14", "ascension-day")]
    [InlineData("2026-05-15", null)]
    [InlineData("2026-05-16", "weekend")]
    [InlineData("2026-05-17", "constitution-day")]
    [InlineData("2026-12-24", null)] // a working day by law, though many close early
    public void A_day_says_why_it_is_closed(string day, string? code)
    {
        Assert.Equal(code, Workdays.Norway.WhyClosed(Day(day)));
        Assert.Equal(code is null, Workdays.Norway.IsWorkday(Day(day)));
    }

    [Fact]
    [Requirement("URG-008")]
    public void The_calendar_can_be_edited_by_closing_and_opening_days()
    {
        var edited = Workdays.Norway.Close(Day("2026-12-24")).Open(Day("2026-05-16"), Day("2026-05-14"));
        Assert.Equal("closed-day", edited.WhyClosed(Day("2026-12-24")));
        Assert.True(edited.IsWorkday(Day("2026-05-16")));
        Assert.True(edited.IsWorkday(Day("2026-05-14")));
        Assert.True(edited.Close(Day("2026-05-16")).IsWorkday(Day("2026-05-16")));
        Assert.Equal(edited, Workdays.Norway.Open(Day("2026-05-14")).Open(Day("2026-05-16")).Close(Day("2026-12-24")));
    }

    [Theory]
    [InlineData("2026-04-01", "2026-04-07")] // Wednesday before Easter to the Tuesday after
    [InlineData("2026-05-13", "2026-05-15")]
    [InlineData("2026-05-15", "2026-05-18")]
    [InlineData("2026-05-18", "2026-05-19")]
    public void The_next_workday_skips_what_is_closed(string day, string next) =>
        Assert.Equal(Day(next), Workdays.Norway.NextWorkday(Day(day)));

    [Theory]
    [InlineData("2026-04-01", 3, "2026-04-09")]
    [InlineData("2026-04-04", 1, "2026-04-07")]
    [InlineData("2026-04-04", 0, "2026-04-07")]
    [InlineData("2026-04-08", 0, "2026-04-08")]
    [InlineData("2026-04-09", -3, "2026-04-01")]
    [InlineData("2026-04-05", -1, "2026-04-01")]
    public void Workdays_are_added_forward_and_back(string day, int workdays, string expected) =>
        Assert.Equal(Day(expected), Workdays.Norway.AddWorkdays(Day(day), workdays));

    [Fact]
    public void Workdays_between_count_the_first_day_and_not_the_last()
    {
        Assert.Equal(3, Workdays.Norway.WorkdaysBetween(Day("2026-04-01"), Day("2026-04-09")));
        Assert.Equal(-3, Workdays.Norway.WorkdaysBetween(Day("2026-04-09"), Day("2026-04-01")));
        Assert.Equal(0, Workdays.Norway.WorkdaysBetween(Day("2026-04-09"), Day("2026-04-09")));
        // 365 days less 104 at weekends less 8 holidays on other days
        Assert.Equal(253, Workdays.Norway.WorkdaysBetween(Day("2026-01-01"), Day("2027-01-01")));
    }

    [Fact]
    public void Counting_undoes_adding_from_any_workday()
    {
        for (var start = Day("2026-03-01"); start < Day("2026-06-01"); start = start.AddDays(1))
            foreach (var n in Enumerable.Range(-15, 31))
                if (Workdays.Norway.IsWorkday(start))
                    Assert.Equal(n, Workdays.Norway.WorkdaysBetween(start, Workdays.Norway.AddWorkdays(start, n)));
    }
}
