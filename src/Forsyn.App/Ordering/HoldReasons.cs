using Forsyn.App.Database;

namespace Forsyn.App.Ordering;

/// <summary>What a pharmacist must decide on in each of some orders, for the queue at the desk.</summary>
public static class HoldReasons
{
    public static async Task<ILookup<long, Finding>> Run(Db db, IEnumerable<long> numbers) =>
        (await db.List<FindingRow>(
            "select order_number, code, severity, line, law, requirements, args, rule from order_finding " +
            "where severity = 'hold' and order_number in @numbers order by order_number, seq",
            new { numbers = InList.Of(numbers) })).ToLookup(row => row.OrderNumber, row => row.ToFinding());
}
