using Forsyn.App.Database;

namespace Forsyn.App.Continuity;

/// <summary>How a column is kept in a database; the same column has another kind in another.</summary>
enum Kept { Whole, Small, Number, Words, Bytes, Flag, Day }

sealed record TableColumn(string Name, Kept Kept);

/// <summary>A table of the database with its columns as they are there.</summary>
sealed record TableShape(string Name, IReadOnlyList<TableColumn> Columns)
{
    public string ColumnList => string.Join(", ", Columns.Select(column => column.Name));

    /// <summary>
    /// Every table but the list of migrations, those that others refer to before those that refer to them.
    /// </summary>
    public static async Task<IReadOnlyList<TableShape>> All(Tx tx)
    {
        var columns = await tx.List<ColumnRow>(tx.Kind == DbKind.Postgres
            ? "select table_name, column_name, data_type from information_schema.columns c " +
                "where table_schema = current_schema() and table_name <> 'migration' " +
                "and exists (select 1 from information_schema.tables t where t.table_schema = c.table_schema " +
                "and t.table_name = c.table_name and t.table_type = 'BASE TABLE') " +
                "order by table_name, ordinal_position"
            : "select m.name as table_name, c.name as column_name, lower(c.type) as data_type " +
                "from sqlite_master m join pragma_table_info(m.name) c " +
                "where m.type = 'table' and m.name not like 'sqlite_%' and m.name <> 'migration' " +
                "order by m.name, c.cid");
        var references = await tx.List<ReferenceRow>(tx.Kind == DbKind.Postgres
            ? "select distinct c.relname as table_name, r.relname as refers_to from pg_constraint k " +
                "join pg_class c on c.oid = k.conrelid join pg_class r on r.oid = k.confrelid " +
                "where k.contype = 'f' and c.relnamespace = current_schema()::regnamespace"
            : "select distinct m.name as table_name, f.\"table\" as refers_to from sqlite_master m " +
                "join pragma_foreign_key_list(m.name) f where m.type = 'table'");
        var tables = columns.GroupBy(c => c.TableName).OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => new TableShape(t.Key,
                [.. t.Select(c => new TableColumn(c.ColumnName, KeptAs(c.DataType, tx.Kind)))]))
            .ToList();
        return InOrder(tables, references);
    }

    static List<TableShape> InOrder(List<TableShape> tables, List<ReferenceRow> references)
    {
        var ordered = new List<TableShape>();
        while (tables.Count > 0)
        {
            var waiting = tables.Select(t => t.Name).ToHashSet();
            var free = tables.Where(t => !references.Any(r =>
                r.TableName == t.Name && r.RefersTo != t.Name && waiting.Contains(r.RefersTo))).ToList();
            if (free.Count == 0)
                throw new InvariantBroken($"these tables refer to each other: {string.Join(", ", waiting)}");
            ordered.AddRange(free);
            tables.RemoveAll(free.Contains);
        }
        return ordered;
    }

    static Kept KeptAs(string type, DbKind kind) => type switch
    {
        "bigint" => Kept.Whole,
        "smallint" => Kept.Small,
        "integer" when kind == DbKind.Sqlite => Kept.Whole,
        "double precision" => Kept.Number,
        "text" => Kept.Words,
        "bytea" => Kept.Bytes,
        "boolean" => Kept.Flag,
        "date" => Kept.Day,
        _ => throw new InvariantBroken($"no column of a migration is of the type {type}"),
    };

    sealed class ColumnRow
    {
        public string TableName { get; init; } = "";
        public string ColumnName { get; init; } = "";
        public string DataType { get; init; } = "";
    }

    sealed class ReferenceRow
    {
        public string TableName { get; init; } = "";
        public string RefersTo { get; init; } = "";
    }
}
