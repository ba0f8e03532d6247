using Forsyn.App.Fulfilment;
using Forsyn.App.Database;
using Forsyn.App.Texts;
using Forsyn.Tests;
using PdfSharp.Pdf.IO;

namespace Forsyn.App.Tests.Fulfilment;

public class PickingDocumentsTests
{
    [Theory, EveryDatabase]
    public async Task The_pick_list_and_the_packing_slip_print_in_every_language(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Picked((Road.Bcg, 100), (Road.Rabies, 3));
        var list = await road.List(number);
        await DispatchOrder.Run(road.Db, number, Road.Now, road.Warehouse);
        var shipment = await road.Shipment(number);
        foreach (var language in Languages.All)
        {
            using var picks = PdfReader.Open(new MemoryStream(PickListPdf.Make(list, language, Road.Now)));
            using var slip = PdfReader.Open(new MemoryStream(PackingSlipPdf.Make(shipment, language, Road.Now)));
            Assert.Contains($"{number}", picks.Info.Title);
            Assert.Contains($"{number}", slip.Info.Title);
            Assert.EndsWith($"-{number}.pdf", PickListPdf.FileName(list, language));
            Keep($"pick-{language}.pdf", PickListPdf.Make(list, language, Road.Now));
            Keep($"slip-{language}.pdf", PackingSlipPdf.Make(shipment, language, Road.Now));
        }
    }

    // FORSYN_PICTURES names a folder where somebody wants to look at what was printed.
    static void Keep(string name, byte[] pdf)
    {
        if (Environment.GetEnvironmentVariable("FORSYN_PICTURES") is { Length: > 0 } folder)
            File.WriteAllBytes(Path.Combine(folder, name), pdf);
    }

    [Theory]
    [InlineData(Language.Nb, "frysetørket"), InlineData(Language.Nn, "frysetørka"),
        InlineData(Language.En, "freeze-dried")]
    [Requirement("SHL-008", "SHL-009", "SHL-010")]
    public void Handling_notes_are_sentences_in_the_readers_language(Language language, string word)
    {
        var text = HandlingTexts.Of(language, [new("fridge"), new("light"), new("freeze-dried"), new("in-use", 4)]);
        Assert.Contains(word, text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("4", text);
        Assert.Contains("2–8", text);
        Assert.Equal(4, text.Split(". ").Length - (text.Contains("fryse.") || text.Contains("freeze.") ? 1 : 0));
    }
}
