using System.CommandLine;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Basics;
using Forsyn.Core.Parties;

namespace Forsyn.Cli;

/// <summary>
/// One run of one command: its options, its output, the database it speaks to, the moment and the caller.
/// </summary>
public sealed class Call(
    ParseResult parsed, Output output, string connection, Moment? now, string? persona, CancellationToken stop)
    : IAsyncDisposable
{
    Db? _db;

    public Output Output => output;
    public CancellationToken Stop => stop;
    /// <summary>The moment the command is judged at; read once.</summary>
    public Moment Now { get; } = now ?? Moment.Of(TimeProvider.System.GetUtcNow());

    public T? Value<T>(Option<T> option) => parsed.GetValue(option);
    public T? Value<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>
    /// The database, made when it is a file that is not there yet; for the commands that make and fill databases.
    /// </summary>
    public Db NewOrOld()
    {
        if (_db is null && !IsServer && Path.GetDirectoryName(Path.GetFullPath(connection)) is { } folder)
            Directory.CreateDirectory(folder);
        return _db ??= Db.Open(Patient(connection), Keyring.Of(
            Environment.GetEnvironmentVariable("Forsyn__PatientKey"),
            Environment.GetEnvironmentVariable("Forsyn__PatientKeyFile"), connection,
            // What --now and --as stand on is checked before anything is done: they are for demonstrations only.
            demo: now is not null || persona is not null), patient: true);
    }

    /// <summary>
    /// The connection without a limit on how long a statement takes: what is run by hand may be an audit of all there
    /// is, and whoever waits can break it off.
    /// </summary>
    public static string Patient(string connection) =>
        connection.Contains("host=", StringComparison.OrdinalIgnoreCase)
            && !connection.Contains("command timeout", StringComparison.OrdinalIgnoreCase)
            ? $"{connection};Command Timeout=0" : connection;

    /// <summary>
    /// A database that is there and has the newest schema; --now and --as hold only where it is a demonstration.
    /// </summary>
    public async Task<Db> Database()
    {
        if (!IsServer && !File.Exists(connection))
            throw new CommandFailed(
                $"there is no database at {connection}: run forsyn seed (a demonstration) or forsyn migrate (empty)");
        var db = NewOrOld();
        var missing = await Migrate.Missing(db);
        if (missing.Count > 0)
            throw new CommandFailed($"{db.Name} lacks {missing.Count} migrations: run forsyn migrate");
        if ((now is not null || persona is not null) && !await Demo(db))
            throw new CommandFailed("--now and --as are for demonstration databases only");
        return db;
    }

    /// <summary>Who acts: the persona of --as, or null when the command runs as the system's own user.</summary>
    public async Task<Caller?> Caller(Db db)
    {
        if (persona is null) return null;
        return await Personas.Of(db, Now).Find(persona)
            ?? throw new CommandFailed($"there is no persona {persona}: forsyn personas lists them");
    }

    /// <summary>
    /// Who changes something: the persona of --as, when it has the right. Refuses not-allowed; without --as it fails,
    /// since what is entered in the books needs a name.
    /// </summary>
    async Task<Result<Caller>> Actor(Db db, string policy)
    {
        var caller = await Caller(db)
            ?? throw new CommandFailed("say who acts with --as: forsyn personas lists the people");
        return caller.May(policy) ? caller : Refusal.Of("not-allowed", "policy", policy);
    }

    /// <summary>Does the work as the persona of --as, when it has the right; otherwise prints the refusal.</summary>
    public async Task<int> As(string policy, Func<Db, Caller, Task<int>> work)
    {
        var db = await Database();
        var actor = await Actor(db, policy);
        return actor.Ok ? await work(db, actor.Value) : Output.Refused(actor.Refusal!);
    }

    /// <summary>Who reads: the persona of --as, or else somebody who may read everything and change nothing.</summary>
    public async Task<Caller> Reader(Db db) =>
        await Caller(db) ?? new Caller(By, By, [Role.Auditor], null, "");

    /// <summary>What is written in the books as the one who did it.</summary>
    public string By => persona ?? $"cli:{Environment.UserName}";

    bool IsServer => connection.Contains("host=", StringComparison.OrdinalIgnoreCase);

    static async Task<bool> Demo(Db db) =>
        await db.One<long>("select count(*) from loaded where demo = @yes", new { yes = true }) > 0;

    public async ValueTask DisposeAsync()
    {
        if (_db is not null) await _db.DisposeAsync();
    }
}
