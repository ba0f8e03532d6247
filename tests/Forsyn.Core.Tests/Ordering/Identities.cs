using Forsyn.Core.Basics;

namespace Forsyn.Core.Tests.Ordering;

/// <summary>Made identity numbers of the national test population (Tenor), for people of a given birthday.</summary>
static class Identities
{
    /// <summary>The first number with right control digits for a day from 1940 to 2039; month has 80 added.</summary>
    public static string Born(int year, int month, int day)
    {
        var first = year >= 2000 ? 500 : 0;
        for (var individual = first; individual < first + 500; individual++)
        {
            var nine = $"{day:00}{month + 80:00}{year % 100:00}{individual:000}";
            for (var check = 0; check < 100; check++)
                if (Ordinary(nine + $"{check:00}") is { } number && number.BirthDate == new DateOnly(year, month, day))
                    return number.Digits;
        }
        throw new InvariantBroken($"no number for {year}-{month}-{day}");
    }

    /// <summary>A right number of the kind given out from 2032, which does not say the century.</summary>
    public static string WithoutCentury()
    {
        for (var individual = 0; individual < 1000; individual++)
            for (var check = 0; check < 100; check++)
                if (IdentityNumber.Parse($"138101{individual:000}{check:00}", allowTest: true) is
                    { Ok: true, Value.BirthDate: null } found) return found.Value.Digits;
        throw new InvariantBroken("no number");
    }

    static IdentityNumber? Ordinary(string digits) =>
        IdentityNumber.Parse(digits, allowTest: true) is { Ok: true, Value.BirthDate: not null } read
            ? read.Value : null;
}
