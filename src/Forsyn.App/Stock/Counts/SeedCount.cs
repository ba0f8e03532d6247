using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Stock.Counts;

/// <summary>A count that has come half way at a hospital, with a few lots that are not as the books say.</summary>
public static class SeedCount
{
    const string Persona = "sykehus";

    public static async Task Run(Tx tx, Moment now)
    {
        var person = await tx.One<PersonRow>("select name, party_id from person where persona = @Persona",
            new { Persona });
        if (person is null) return;
        var who = new Caller(Persona, person.Name, [], person.PartyId, "");
        var began = now.Plus(TimeSpan.FromMinutes(-50));
        var opened = await OpenCount.In(tx, new(), began, who);
        if (!opened.Ok) return;
        var lines = await tx.List<CountLine>($"{CountLine.Sql} where x.count_id = @Id order by x.line",
            new { opened.Value.Id });
        var counted = lines.Take(lines.Count * 2 / 3).Select((line, i) => new EnteredLine(0, line.Line, false,
            line.ArticleNumber, line.LotNumber, line.ExpiresOn, line.LotId, line.PlaceId,
            line.Frozen!.Value - (i % 7 == 3 ? Math.Min(2, line.Frozen.Value) : 0) + (i % 11 == 5 ? 1 : 0))).ToList();
        await SaveCounted.Run(tx, opened.Value, counted, false, "form", began.Plus(TimeSpan.FromMinutes(30)),
            began.Plus(TimeSpan.FromMinutes(30)), who);
    }

    sealed class PersonRow
    {
        public string Name { get; init; } = "";
        public long PartyId { get; init; }
    }
}
