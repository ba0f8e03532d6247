using System.Globalization;
using Dapper;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

/// <summary>
/// Places blue orders of somebody who could not be mistaken, and then reads every column of every table.
/// </summary>
public class PatientCanaryTests
{
    static readonly string[] Canaries = ["Kanarius", "Fuglemoen", "Kanarieland", BlueOrders.Number,
        $"{BlueOrders.Number[..6]} {BlueOrders.Number[6..]}"];

    [Theory, EveryDatabase]
    public async Task Nothing_of_a_patient_stands_readable_in_any_column_of_any_table(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var db = orders.Db;
        var request = BlueOrders.Request(BlueOrders.Line(), BlueOrders.Line(BlueOrders.HepatitisB));
        var once = orders.Desk with { Once = Once.Of("forsyning", "key", "content") };
        var number = (await PlaceOrder.Run(db, request, Orders.Now, once)).Value.Number!.Value;
        var refused = await PlaceOrder.Run(
            db, request with { Lines = [BlueOrders.Line() with { Section4 = false }] }, Orders.Now, orders.Desk);
        Assert.False(refused.Ok);
        Assert.DoesNotContain(Canaries, Json.Write(refused.Refusal).Contains);
        var checkedOrder = await CheckOrder.Run(db, request, Orders.Now, orders.Desk);
        Assert.DoesNotContain(Canaries, Json.Write(checkedOrder).Contains);
        await Basket.Save(db, request, Orders.Now, orders.Physician);
        await BlueLines.Check(db, number, null, Orders.Now, once with { Once = Once.Of("forsyning", "2", "") });
        var patient = (await Patients.Masked(db, number, orders.Desk))[0].Id;
        var opened = await Patients.Open(db, patient, "The number is hard to read", Orders.Now,
            orders.Desk with { Once = Once.Of("forsyning", "3", "") });
        Assert.Equal(BlueOrders.Name, opened.Value.Name);
        await MoveOrder.Run(db, number, OrderAction.Release, null, Orders.Now, orders.Desk);
        await AllocateOrder.Run(db, number, Orders.Now, orders.Desk);

        Assert.Empty(await Found(db, Canaries));
        // The same search finds what is not hidden, or it would find nothing at all.
        Assert.Contains("orders.delivery_address", await Found(db, ["Storgata 1, Alta"]));
        Assert.Contains("patient_look.reason", await Found(db, ["The number is hard to read"]));
        Assert.Contains("blue_line.row_id", await Found(db, ["hepatitis-b.hepatitis-b-vaccine.c"]));
    }

    static async Task<List<string>> Found(Db db, string[] words)
    {
        await using var connection = await db.Read();
        var columns = await connection.QueryAsync<(string Table, string Column)>(db.Kind == DbKind.Postgres
            ? "select table_name, column_name from information_schema.columns where table_schema = current_schema()"
            : "select m.name, c.name from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table'");
        var found = new List<string>();
        foreach (var (table, column) in columns)
        {
            var cell = db.Kind == DbKind.Postgres
                ? $"coalesce(encode(convert_to(cast({column} as text), 'UTF8'), 'escape'), '')"
                : $"cast({column} as text)";
            foreach (var word in words)
                if (await connection.ExecuteScalarAsync<long>(
                    $"select count(*) from {table} where {cell} like '%' || @word || '%'", new { word }) > 0)
                    found.Add(string.Create(CultureInfo.InvariantCulture, $"{table}.{column}"));
        }
        return found;
    }
}
