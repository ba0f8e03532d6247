using System.CommandLine;
using Forsyn.App.Continuity;
using Forsyn.App.Database;

namespace Forsyn.Cli.Commands;

static class ContinuityCommands
{
    static readonly Option<string?> KeyFile = new("--key-file")
    {
        Description = "File with the key the backup is hidden with, made by forsyn patients new-key. " +
            "Default: Forsyn__BackupKeyFile, else the backup lies open",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("Forsyn__BackupKeyFile"),
    };

    public static void Add(RootCommand root, Shared shared)
    {
        var to = new Option<string>("--to") { Description = "The file to write", Required = true };
        var backup = new Command("backup",
            "Writes the whole database as it is now to one file, while others go on writing") { to, KeyFile };
        shared.On(backup, async call => call.Output.Outcome(
            await BackUp.Run(await call.Database(), call.Value(to)!, Keys(call), call.Now, Progress(call), call.Stop),
            done => $"{done.File}: {Holds(done.Manifest)} {done.Bytes} bytes, " +
                $"{(done.Key is null ? "not hidden" : $"hidden with key {done.Key}")}."));
        root.Subcommands.Add(backup);

        var from = new Option<string>("--from") { Description = "The file to read", Required = true };
        var check = new Option<bool>("--check")
        {
            Description = "Only read the file to its end and say what it holds; write nothing",
        };
        var restore = new Command("restore", "Makes the empty database of --db from a backup, and proves it the same")
        {
            from, KeyFile, check,
        };
        shared.On(restore, async call => call.Value(check)
            ? call.Output.Outcome(Restore.Check(call.Value(from)!, Keys(call), Progress(call)),
                found => $"{call.Value(from)} is whole: {Holds(found.Manifest)}")
            : call.Output.Outcome(
                await Restore.Run(call.NewOrOld(), call.Value(from)!, Keys(call), Progress(call)), Same));
        root.Subcommands.Add(restore);

        var target = new Option<string>("--target")
        {
            Description = "The empty database to move to: PostgreSQL connection (Host=…) or SQLite file",
            Required = true,
        };
        var move = new Command("move",
            "Makes an empty database the same as that of --db, and proves it; stop the program first") { target };
        shared.On(move, async call =>
        {
            await using var there = Db.Open(Call.Patient(call.Value(target)!));
            return call.Output.Outcome(
                await MoveDatabase.Run(await call.Database(), there, call.Now, Progress(call)), Same);
        });
        root.Subcommands.Add(move);
    }

    static Keyring Keys(Call call) => call.Value(KeyFile) is { Length: > 0 } file ? Keyring.OfFile(file) : Keyring.None;

    static Action<string, long> Progress(Call call) => (what, rows) =>
        call.Output.Progress(rows == 0 ? what : $"{what}: {rows} rows");

    static string Holds(BackupManifest manifest) =>
        $"{manifest.Database} database of {manifest.MadeAt}, program {manifest.Program}, " +
        $"{manifest.Migrations.Count} migrations to {manifest.Migrations[^1]}, {manifest.Tables.Count} tables, " +
        $"{manifest.Rows} rows. Ledger: {Ledger(manifest.Ledger)}.";

    static string Same(CopyDone done) =>
        $"{done.Database}: {done.Contents.Count} tables and {done.Rows} rows, each table read again and the same.\n" +
        $"was: {Ledger(done.Was)}\nis:  {Ledger(done.Is)}";

    static string Ledger(LedgerState ledger) =>
        $"{ledger.Transfers} transfers, {ledger.Balances} balances, {ledger.Reservations} reservations, " +
        $"{ledger.Seals} seals, {ledger.Unsealed} not sealed, {(ledger.Clean ? "no differences" : "DIFFERENCES")}, " +
        $"head {(ledger.Head == "" ? "none yet" : ledger.Head)}";
}
