using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class CountCommandsTests
{
    [Fact]
    public async Task A_count_is_opened_filled_in_from_its_own_sheet_and_given_up()
    {
        await using var test = await Databases.Seeded(DbKind.Sqlite);
        Task<(int Exit, string Answer, string Errors)> Run(params string[] args) =>
            CommandLine.As(test, "grossist", ["count", .. args]);
        var opened = await Run("open", "--blind");
        Assert.Equal((0, ""), (opened.Exit, opened.Errors));
        var number = opened.Answer.Split(' ')[1];
        var file = Path.GetTempFileName();
        try
        {
            var sheet = await Run("show", number, "--csv");
            var first = sheet.Answer.Split('\n')[1].Split(';');
            File.WriteAllText(file, $"articleNumber;lotNumber;quantity\n{first[0]};{first[2]};4\n");
            Assert.Contains("1 lines are counted", (await Run("enter", number, file)).Answer);
            File.WriteAllText(file, $"articleNumber;lotNumber;quantity\n{first[0]};{first[2]};x\n");
            var faulty = await Run("enter", number, file);
            Assert.Equal(2, faulty.Exit);
            Assert.Contains("report-quantity-unreadable", faulty.Errors);
        }
        finally { File.Delete(file); }
        Assert.Equal(2, (await Run("post", number)).Exit);
        Assert.Equal(2, (await CommandLine.As(test, "dmp", "count", "post", number)).Exit);
        Assert.Equal(0, (await Run("cancel", number, "--text", "Fire drill")).Exit);
        Assert.Contains("cancelled", (await Run("list")).Answer);
    }
}
