namespace Forsyn.App.Tests.Cli;

public class DemoCommandsTests
{
    [Fact]
    public async Task Demo_makes_a_share_of_a_nation_once_and_says_what_it_made()
    {
        using var forsyn = new CommandLine();
        var (exit, answer, errors) = await forsyn.Run("demo", "--size", "0.0005");
        Assert.Equal(0, exit);
        Assert.Contains("224 made packages, 23 holders", answer);
        Assert.Contains("a second", errors);
        Assert.Contains("holds a made country", (await forsyn.Run("demo", "--size", "0.0005")).Answer);
        Assert.Equal(0, (await forsyn.Run("audit")).Exit);
    }

    [Fact]
    public async Task A_size_that_is_none_fails_and_makes_nothing()
    {
        using var forsyn = new CommandLine();
        var (exit, _, errors) = await forsyn.Run("demo", "--size", "enormous");
        Assert.Equal(1, exit);
        Assert.Contains("national", errors);
        Assert.False(File.Exists(forsyn.File));
    }

    [Fact]
    public async Task Where_there_is_a_country_already_it_is_refused()
    {
        using var forsyn = new CommandLine();
        await forsyn.Run("seed");
        var (exit, _, errors) = await forsyn.Run("demo", "--size", "0.0005");
        Assert.Equal(2, exit);
        Assert.Contains("not empty", errors);
    }
}
