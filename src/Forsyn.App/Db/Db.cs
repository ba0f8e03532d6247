using System.Data.Common;
using Forsyn.Core.Basics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Forsyn.App.Database;

public enum DbKind { Sqlite, Postgres }

/// <summary>One database, SQLite or PostgreSQL; hands out read connections and runs write transactions.</summary>
public sealed class Db : IAsyncDisposable
{
    readonly NpgsqlDataSource? _source;
    readonly string _sqlite = "";
    // SQLite has one writer; queueing here is fair and never answers "busy" inside a process.
    readonly SemaphoreSlim _writer = new(1, 1);

    public DbKind Kind { get; }
    public Ids Ids { get; }
    /// <summary>What to call the database in messages; never holds a password.</summary>
    public string Name { get; }
    /// <summary>
    /// Raised after each committed write, so that those who follow need not wait for their next look.
    /// </summary>
    public event Action? Committed;

    /// <summary>The keys for patients' data; none where nothing is configured.</summary>
    public Keyring Keys { get; }

    /// <summary>A PostgreSQL connection string holds "Host="; anything else is the path of a SQLite file.</summary>
    /// <param name="patient">No statement is given up for the time it takes, as where a whole ledger is audited; else
    /// each has the time the connection string gives it.</param>
    public static Db Open(string connection, Keyring? keys = null, bool patient = false) =>
        new(connection, keys ?? Keyring.None, patient);

    Db(string connection, Keyring keys, bool patient)
    {
        Keys = keys;
        Rows.RegisterTypeHandlers();
        if (connection.Contains("host=", StringComparison.OrdinalIgnoreCase))
        {
            Kind = DbKind.Postgres;
            var settings = new NpgsqlConnectionStringBuilder(connection)
            {
                MaxAutoPrepare = 200, AutoPrepareMinUsages = 2, NoResetOnClose = true, IncludeErrorDetail = true,
            };
            if (patient) settings.CommandTimeout = 0;
            Name = $"PostgreSQL database {settings.Database}";
            _source = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
        }
        else
        {
            Kind = DbKind.Sqlite;
            Name = $"SQLite file {Path.GetFileName(connection)}";
            _sqlite = new SqliteConnectionStringBuilder
            {
                DataSource = connection, Pooling = true, DefaultTimeout = 30, ForeignKeys = true,
            }.ConnectionString;
        }
        Ids = new Ids(this);
    }

    /// <summary>An open connection for reading; the caller disposes it.</summary>
    public async Task<DbConnection> Read(CancellationToken stop = default)
    {
        if (_source is not null) return await _source.OpenConnectionAsync(stop);
        var connection = new SqliteConnection(_sqlite);
        await connection.OpenAsync(stop);
        await using var pragma = connection.CreateCommand();
        pragma.CommandText = "pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 30000";
        await pragma.ExecuteNonQueryAsync(stop);
        return connection;
    }

    /// <summary>
    /// Runs one write: commits when the work succeeds, rolls back when it refuses or throws. Work that lost a race
    /// (deadlock, or units another order took first) is run again from its start on fresh figures, so it must do
    /// nothing outside the transaction. Work that reads no figures of its own cannot do better the second time: it says
    /// with whenShort what to answer at once where units are missing.
    /// </summary>
    /// <param name="once">Names a request that may be sent again: its first answer is kept and given again.</param>
    public async Task<Result<T>> Write<T>(
        Func<Tx, Task<Result<T>>> work, Once? once = null, CancellationToken stop = default, Refusal? whenShort = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (once is not null && await once.FirstAnswer<T>(this) is { } first) return first;
            try
            {
                return await Attempt(work, once, attempt, stop);
            }
            catch (DbException e) when (once is not null && Once.Overtaken(e))
            {
                // The next turn of the loop finds the answer of the one that was faster.
            }
            catch (DbException e) when (Trouble.LostRace(e) && attempt < 20)
            {
                await Task.Delay(attempt * 2, stop);
            }
            catch (DbException e) when (Trouble.Negative(e))
            {
                if (whenShort is not null) return whenShort;
                if (attempt >= 20) return Refusal.Of("stock-taken-by-another");
            }
        }
    }

    /// <summary>
    /// Runs reads that must agree with each other: all see the database as it was at the first of them, however much is
    /// written meanwhile.
    /// </summary>
    public async Task<T> Snapshot<T>(Func<Tx, Task<T>> reads, CancellationToken stop = default)
    {
        await using var connection = await Read(stop);
        await using var transaction = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, stop);
        return await reads(new Tx(this, connection, transaction));
    }

    async Task<Result<T>> Attempt<T>(Func<Tx, Task<Result<T>>> work, Once? once, int attempt, CancellationToken stop)
    {
        await Ids.Refill(stop);
        if (Kind == DbKind.Sqlite) await _writer.WaitAsync(stop);
        try
        {
            await using var connection = await Read(stop);
            await using var transaction = connection is SqliteConnection sqlite
                ? sqlite.BeginTransaction(deferred: false)
                : await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, stop);
            var tx = new Tx(this, connection, transaction) { Attempt = attempt };
            var result = await work(tx);
            if (result.Ok)
            {
                if (once is not null) await once.Keep(tx, result.Value);
                await transaction.CommitAsync(stop);
                Committed?.Invoke();
            }
            else await transaction.RollbackAsync(stop);
            return result;
        }
        finally
        {
            if (Kind == DbKind.Sqlite) _writer.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null) await _source.DisposeAsync();
        else
        {
            await using var connection = new SqliteConnection(_sqlite);
            SqliteConnection.ClearPool(connection);
        }
        _writer.Dispose();
    }
}

/// <summary>An open transaction: a write, or reads on one snapshot.</summary>
public sealed record Tx(Db Db, DbConnection Connection, DbTransaction Transaction)
{
    public DbKind Kind => Db.Kind;
    public Ids Ids => Db.Ids;
    /// <summary>From 1; higher when the work lost a race and is run again.</summary>
    public int Attempt { get; init; } = 1;
}
