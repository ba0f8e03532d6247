using System.Data.Common;
using System.Reflection;
using Dapper;
using Forsyn.App.Database;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>What the rules of blue prescription look up; only an order with a blue line costs a round trip.</summary>
public static class LoadBlueFacts
{
    /// <summary>The table of indications the program ships, read once.</summary>
    public static readonly BlueTable Table = Load();

    static readonly BlueFacts Nothing = BlueFacts.None with { Table = Table };

    internal static async Task<BlueFacts> Run(
        DbConnection connection, DbTransaction? transaction, IReadOnlyList<LineFacts> lines)
    {
        var blue = lines.Where(line => line.Purpose == Purpose.Blue).ToList();
        if (blue.Count == 0) return Nothing;
        await using var reader = await connection.QueryMultipleAsync(
            "select number from municipality where number in @municipalities;" +
            "select id, disease, area, from_day, to_day from outbreak where id in @outbreaks;" +
            "select count(*) from loaded where demo = @yes",
            new
            {
                municipalities = InList.Of(blue.Select(l => l.Patient?.MunicipalityNumber).OfType<string>().Distinct()),
                outbreaks = InList.Of(blue.Select(l => long.TryParse(l.Indication?.Outbreak, out var id) ? id : 0)),
                yes = true,
            }, transaction);
        var municipalities = (await reader.ReadAsync<string>()).ToHashSet();
        var outbreaks = (await reader.ReadAsync<OutbreakRow>()).Select(row => row.ToOutbreak()).ToList();
        return new BlueFacts(Table, municipalities, outbreaks, await reader.ReadFirstAsync<long>() > 0);
    }

    static BlueTable Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var reader = new StreamReader(assembly.GetManifestResourceStream("data/blue/indications.json")!);
        return BlueTable.Parse(reader.ReadToEnd());
    }
}
