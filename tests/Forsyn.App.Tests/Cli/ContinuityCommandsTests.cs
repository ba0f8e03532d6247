using System.Text.Json;

namespace Forsyn.App.Tests.Cli;

public class ContinuityCommandsTests
{
    [Fact]
    public async Task A_backup_is_made_looked_at_and_restored_and_the_heads_are_shown_side_by_side()
    {
        using var forsyn = new CommandLine();
        await forsyn.Run("seed");
        await forsyn.Run("seal");
        var folder = Path.GetDirectoryName(forsyn.File)!;
        var (file, key) = (Path.Combine(folder, "night.backup"), Path.Combine(folder, "backup.key"));
        File.WriteAllText(key, (await forsyn.Run("patients", "new-key")).Answer);
        var made = await forsyn.Run("backup", "--to", file, "--key-file", key);
        Assert.Equal(0, made.Exit);
        Assert.Contains("hidden with key", made.Answer);
        Assert.Contains("transfer: ", made.Errors);
        Assert.Equal(2, (await forsyn.Run("restore", "--from", file, "--check")).Exit);
        var held = await forsyn.Run("restore", "--from", file, "--key-file", key, "--check", "--json");
        var head = JsonDocument.Parse(held.Answer).RootElement.GetProperty("manifest").GetProperty("ledger")
            .GetProperty("head").GetString()!;
        Assert.Equal(64, head.Length);

        var full = await forsyn.Run("restore", "--from", file, "--key-file", key);
        Assert.Equal(2, full.Exit);
        Assert.Contains("is not empty", full.Errors);
        using var other = new CommandLine();
        var restored = await other.Run("restore", "--from", file, "--key-file", key);
        Assert.Equal(0, restored.Exit);
        Assert.Equal(2, restored.Answer.Split(head).Length - 1);
        Assert.Contains(head, (await other.Run("audit")).Answer);
    }

    [Fact]
    public async Task A_database_is_moved_to_an_empty_one()
    {
        using var forsyn = new CommandLine();
        await forsyn.Run("seed");
        var there = Path.Combine(Path.GetDirectoryName(forsyn.File)!, "there.db");
        var moved = await forsyn.Run("move", "--target", there);
        Assert.Equal(0, moved.Exit);
        Assert.Contains("each table read again and the same", moved.Answer);
        Assert.Equal(2, (await forsyn.Run("move", "--target", there)).Exit);
    }
}
