using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;

namespace Forsyn.Core.Tests.Cases;

/// <summary>Reads the column authorised: words for what the register says of a yellow fever office.</summary>
static class AuthorisedColumn
{
    const string Own = "909000001", Colleague = "909000002";

    public static OrderFacts Read(OrderFacts order, string text)
    {
        var facts = new YellowFeverFacts(false, [], Own);
        foreach (var word in CaseColumns.List(text))
            facts = word switch
            {
                "no" => facts,
                "municipal" => facts with { Municipal = true },
                "institution" => facts with { Grants = [new(null, order.Day, null)] },
                "vaccinator" => facts with { Grants = [new(Own, order.Day, null)] },
                "colleague" => facts with { Grants = [new(Colleague, order.Day, null)] },
                "withdrawn" => facts with { Grants = [new(null, order.Day.AddDays(-9), order.Day)] },
                "stated" => facts with { Stated = new(true, true) },
                _ => throw new CaseWrong($"'{word}' says nothing of an office"),
            };
        return order with { YellowFever = facts };
    }
}
