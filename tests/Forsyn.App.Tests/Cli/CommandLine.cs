using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

/// <summary>Runs the command line in this process, as a user would type it, on a database file of its own.</summary>
sealed class CommandLine : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("forsyn-cli-");

    public string File => Path.Combine(_folder.FullName, "new", "forsyn.db");

    public async Task<(int Exit, string Answer, string Errors)> Run(params string[] args)
    {
        var (answer, errors) = (new StringWriter(), new StringWriter());
        var exit = await Forsyn.Cli.Program.Run([.. args, "--db", File], answer, errors);
        return (exit, answer.ToString(), errors.ToString());
    }

    /// <summary>Runs it on a seeded database, at the hour it was seeded and in English, as a persona.</summary>
    public static async Task<(int Exit, string Answer, string Errors)> As(
        TestDatabase db, string persona, params string[] args)
    {
        var (answer, errors) = (new StringWriter(), new StringWriter());
        var exit = await Forsyn.Cli.Program.Run(
            [.. args, "--db", db.Connection, "--as", persona, "--now", $"{Databases.SeededAt}", "--language", "en"],
            answer, errors);
        return (exit, answer.ToString(), errors.ToString());
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
