using System.Data;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Forsyn.Core.Basics;

namespace Forsyn.App.Database;

/// <summary>Short calls over Dapper, and the types both databases must read and write alike.</summary>
public static class Rows
{
    public static async Task<List<T>> List<T>(this Tx tx, string sql, object? args = null) =>
        (await tx.Connection.QueryAsync<T>(sql, args, tx.Transaction)).AsList();

    public static Task<T?> One<T>(this Tx tx, string sql, object? args = null) =>
        tx.Connection.QueryFirstOrDefaultAsync<T>(sql, args, tx.Transaction);

    public static Task<int> Do(this Tx tx, string sql, object? args = null) =>
        tx.Connection.ExecuteAsync(sql, args, tx.Transaction);

    /// <summary>As Do, however long it takes: for work nobody waits for.</summary>
    public static Task<int> DoPatiently(this Tx tx, string sql, object? args = null) =>
        tx.Connection.ExecuteAsync(sql, args, tx.Transaction, commandTimeout: 0);

    public static async Task<List<T>> List<T>(this Db db, string sql, object? args = null)
    {
        await using var connection = await db.Read();
        return (await connection.QueryAsync<T>(sql, args)).AsList();
    }

    public static async Task<T?> One<T>(this Db db, string sql, object? args = null)
    {
        await using var connection = await db.Read();
        return await connection.QueryFirstOrDefaultAsync<T>(sql, args);
    }

    internal static void RegisterTypeHandlers()
    {
        lock (typeof(Rows))
        {
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            SqlMapper.Settings.PadListExpansions = true;
            SqlMapper.AddTypeHandler(new DayHandler());
            SqlMapper.AddTypeHandler(new LongHandler<Moment>(v => new Moment(v), m => m.Microseconds));
            SqlMapper.AddTypeHandler(new LongHandler<Money>(v => new Money(v), m => m.Ore));
            SqlMapper.AddTypeHandler(new LongHandler<Quantity>(v => new Quantity(v), q => q.Units));
        }
    }

    // PostgreSQL keeps a day as date, SQLite as ISO text; both compare and sort rightly.
    sealed class DayHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) => value switch
        {
            DateOnly day => day,
            DateTime time => DateOnly.FromDateTime(time),
            string text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => throw new InvariantBroken($"a day cannot be read from {value.GetType().Name}"),
        };
        public override void SetValue(IDbDataParameter parameter, DateOnly value) => parameter.Value = value;
    }

    sealed class LongHandler<T>(Func<long, T> read, Func<T, long> write) : SqlMapper.TypeHandler<T>
    {
        public override T Parse(object value) => read(Convert.ToInt64(value, CultureInfo.InvariantCulture));
        public override void SetValue(IDbDataParameter parameter, T? value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value is null ? DBNull.Value : write(value);
        }
    }
}
