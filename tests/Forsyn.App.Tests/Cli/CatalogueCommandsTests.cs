using System.Text.Json;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class CatalogueCommandsTests
{
    [Fact]
    public async Task A_fest_file_is_imported_once_and_a_broken_one_is_refused_with_line_and_element()
    {
        using var forsyn = new CommandLine();
        await forsyn.Run("migrate");
        var file = Path.Combine(Path.GetDirectoryName(forsyn.File)!, "fest.xml");
        var stop = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(file, RepeatedFest.Made(), stop);
        Assert.Contains("Package: 3 added", (await forsyn.Run("catalogue", "import-fest", file)).Answer);
        var again = await forsyn.Run("catalogue", "import-fest", file, "--json");
        Assert.True(JsonDocument.Parse(again.Answer).RootElement.GetProperty("alreadyImported").GetBoolean());
        await File.WriteAllTextAsync(file, RepeatedFest.Made().Replace("<Varenr>900124", "<Varenr>x"), stop);
        var (exit, answer, errors) = await forsyn.Run("catalogue", "import-fest", file);
        Assert.Equal((2, ""), (exit, answer));
        Assert.Contains("fest-file-broken", errors);
        Assert.Contains("line 117", errors);
        Assert.Contains("OppfLegemiddelpakning/Legemiddelpakning/Varenr", errors);
    }

    [Fact]
    public async Task Lists_are_imported_searched_and_what_was_not_joined_is_written_to_a_file()
    {
        using var forsyn = new CommandLine();
        await forsyn.Run("migrate");
        var folder = Path.GetDirectoryName(forsyn.File)!;
        var (brands, packages, unjoined) = (Path.Combine(folder, "b.csv"), Path.Combine(folder, "p.csv"),
            Path.Combine(folder, "u.csv"));
        var stop = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(brands,
            "fest_id;varenavn;navn_form_styrke;atc;virkestoff;produsent;reseptgruppe\n", stop);
        await File.WriteAllTextAsync(packages,
            "varenr;pakningsnavn;navn_form_styrke;atc;reseptgruppe\n000123;Feberdemp;;;\n", stop);
        var (exit, answer, _) = await forsyn.Run("catalogue", "import-lists", "--brands", brands, "--packages",
            packages, "--unjoined", unjoined);
        Assert.Equal(0, exit);
        Assert.Contains("no-name-form-strength: 1", answer);
        Assert.Equal("articleNumber;name;nameFormStrength;reason\n000123;Feberdemp;;no-name-form-strength\n",
            await File.ReadAllTextAsync(unjoined, stop));
        Assert.Contains("000123", (await forsyn.Run("catalogue", "search", "feber", "--all")).Answer);
        Assert.DoesNotContain("000123", (await forsyn.Run("catalogue", "search", "feber")).Answer);
    }

    [Fact]
    public async Task A_product_is_shown_and_one_that_is_not_there_is_refused()
    {
        using var forsyn = new CommandLine();
        await forsyn.Run("seed");
        var shown = await forsyn.Run("catalogue", "show", "145374");
        Assert.Contains("10 doses per pack", shown.Answer);
        Assert.Contains("childhood", shown.Answer);
        var (exit, _, errors) = await forsyn.Run("catalogue", "show", "999999", "--language", "en");
        Assert.Equal((2, "article-unknown: Article number 999999 does not exist."), (exit, errors.Trim()));
    }
}
