using Forsyn.App.Database;
using Forsyn.App.Tests.Preparedness;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class ReleaseCommandsTests
{
    [Fact]
    public async Task A_release_is_asked_for_decided_taken_out_and_taken_back()
    {
        await using var road = await ReleaseRoad.On(DbKind.Sqlite);
        await road.Stock("ahn", "primary", "J01CA04", 900, ownLot: true);
        var db = road.Road.Test;
        var asked = await CommandLine.As(db, "grossist", "releases", "ask", "primary", "J01CA04", "200", "--reason",
            "No deliveries", "--wanted-by", "Pharmacies");
        Assert.Contains("awaits a decision", asked.Answer);
        var id = asked.Answer.Split(' ')[1];
        string[] decide = ["releases", "decide", id, "--kind", "shortage-buffer", "--law", "§ 5", "--grounds", "26/1",
            "--last-day", "2026-06-30", "--share", "ahn=200", "--receiver", "unn-tromso=1"];
        Assert.Equal(2, (await CommandLine.As(db, "hod", decide)).Exit);
        Assert.Equal(2, (await CommandLine.As(db, "rhf", decide)).Exit);
        Assert.Contains("200 units", (await CommandLine.As(db, "dmp", decide)).Answer);
        Assert.Contains("200 units taken out at ahn, 0 left",
            (await CommandLine.As(db, "grossist", "releases", "carry-out", id)).Answer);
        Assert.Contains("done before",
            (await CommandLine.As(db, "sav", "releases", "carry-out", id, "--holder", "ahn")).Answer);
        Assert.Contains("planned", (await CommandLine.As(db, "grossist", "releases", "refill", id)).Answer);
        Assert.Contains("1 units are back",
            (await CommandLine.As(db, "grossist", "releases", "undo", id, "1", "--units", "1")).Answer);
        Assert.Contains("Alliance Healthcare",
            (await CommandLine.As(db, "dmp", "releases", "show", id)).Answer);
        Assert.Contains("shortage-buffer", (await CommandLine.As(db, "revisor", "releases", "totals")).Answer);
        Assert.Contains(id, (await CommandLine.As(db, "dmp", "releases", "list", "--state", "decided")).Answer);
        Assert.Equal(2, (await CommandLine.As(db, "dmp", "releases", "show", "7")).Exit);
    }

    [Fact]
    public async Task A_request_is_refused_with_grounds_or_withdrawn()
    {
        await using var road = await ReleaseRoad.On(DbKind.Sqlite);
        var (one, two) = (await road.Asked("primary", "J01CA04", 10), await road.Asked("primary", "J01CA04", 20));
        Assert.Equal(2, (await CommandLine.As(road.Road.Test, "dmp", "releases", "refuse", $"{one}")).Exit);
        Assert.Contains("is refused", (await CommandLine.As(road.Road.Test, "dmp", "releases", "refuse", $"{one}",
            "--grounds", "There is enough")).Answer);
        Assert.Contains("is withdrawn",
            (await CommandLine.As(road.Road.Test, "grossist", "releases", "withdraw", $"{two}")).Answer);
    }

    [Fact]
    public async Task Groups_of_patients_are_ranked_and_hospitals_ask_for_them()
    {
        await using var road = await ReleaseRoad.On(DbKind.Sqlite);
        await road.Stock("ahn", "specialist", "C01CA03", 500);
        var (db, id) = (road.Road.Test, $"{await road.Decided("specialist", "C01CA03", ("ahn", 100))}");
        string[] rank = ["releases", "prioritise", id, "--group", "intensive-care=On a ventilator",
            "elective=Planned=40", "--grounds", "26/90"];
        Assert.Equal(2, (await CommandLine.As(db, "dmp", rank)).Exit);
        Assert.Contains("Version 1", (await CommandLine.As(db, "rhf", rank)).Answer);
        Assert.Contains("1 requests share 100 units",
            (await CommandLine.As(db, "rhf", "releases", "claim", id, "unn-tromso", "elective", "130")).Answer);
        Assert.Contains("100", (await CommandLine.As(db, "sav", "releases", "priorities", id)).Answer);
        Assert.Equal(2, (await CommandLine.As(db, "dmp", "releases", "priorities", "7")).Exit);
    }
}
