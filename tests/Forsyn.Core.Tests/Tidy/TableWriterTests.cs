using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Forsyn.Core.Tests.Tidy;

/// <summary>Each table is written by one module of App only, read from the SQL in its strings.</summary>
public partial class TableWriterTests
{
    // Tables whose writer is still to come. When it comes, the line goes.
    static readonly string[] Reserved = [];
    // Makes a whole database from another; it decides nothing about what stands in a table.
    const string WholeDatabase = "src/Forsyn.App/Continuity/FillTables.cs";

    [Fact]
    public void Each_table_has_one_writing_module() =>
        Offences.AssertNone(Check([.. Tables(Migrations()), "migration"],
            [.. Code.Below("src/Forsyn.App").Where(code => code.Path != WholeDatabase)], Reserved));

    [Fact]
    public void Two_writing_modules_a_missing_writer_and_a_stale_reservation_are_caught()
    {
        var sources = new[]
        {
            Planted("Stock/A.cs", """class A { string s = $"insert into lot (id) {{values}}"; }"""),
            Planted("Ledger/B.cs", """class B { string s = "update lot l set expires_on = 1"; }"""),
            Planted("Parties/C.cs", """class C { void M() { Bulk.Load(tx, "place", columns, rows); } }"""),
            Planted("Parties/D.cs", """class D { void M() { Bulk.Load(tx, name, columns, rows); } }"""),
            Planted("Parties/E.cs", """class E { string s = "delete from persn"; /* insert into seal */ }"""),
            Planted("Catalogue/Fest/F.cs", """class F { void M() { Bulk.Load(tx, table.Name, columns, rows); } }"""),
            Planted("Catalogue/Fest/G.cs", """class G { Table t = new("fest_price", "valid_from"); }"""),
            Planted("H/H.cs", """class H { string s = "create temp table if not exists h (i); delete from h"; }"""),
        };
        var tables = Tables("create table lot (\ncreate table place (\ncreate table seal (\ncreate table fest_price (");
        Assert.Equal(
            [
                "lot is written by Ledger and Stock: src/Forsyn.App/Ledger/B.cs:1 src/Forsyn.App/Stock/A.cs:1",
                "seal is written by nobody",
                "? is no table of the migrations (src/Forsyn.App/Parties/D.cs:1)",
                "persn is no table of the migrations (src/Forsyn.App/Parties/E.cs:1)",
                "place is reserved and has a writer now",
            ],
            Check(tables, sources, ["place"]));
    }

    static Code Planted(string path, string code) => Code.Parse("src/Forsyn.App/" + path, code);

    static string Migrations() =>
        string.Join("\n", Repository.Files("src/Forsyn.App/Db/Migrations", ".sql").Select(Repository.Read));

    static IReadOnlyList<string> Tables(string sql) =>
        [.. CreateTable().Matches(sql).Select(match => match.Groups["table"].Value)];

    static IReadOnlyList<(string Table, string Module, string Where)> Writes(
        IReadOnlyList<Code> sources, IReadOnlyList<string> tables)
    {
        var ofImport = sources.SelectMany(Strings).SelectMany(text => Names(Temporary(), text.Text)).ToHashSet();
        return
        [
            .. from source in sources
                from write in Statements(source).Concat(Loads(source, sources, tables))
                where !ofImport.Contains(write.Table)
                select (write.Table, Module: source.Path.Split('/')[2], write.Where),
        ];
    }

    static IEnumerable<(string Text, string Where)> Strings(Code source) =>
        from text in source.All<ExpressionSyntax>()
        where text is InterpolatedStringExpressionSyntax || text.IsKind(SyntaxKind.StringLiteralExpression)
        select (text.ToString(), source.At(text));

    static IEnumerable<string> Names(Regex regex, string text) =>
        regex.Matches(text).Select(match => match.Groups["table"].Value.ToLowerInvariant());

    static IEnumerable<(string Table, string Where)> Statements(Code source) =>
        Strings(source).SelectMany(text => Names(Write(), text.Text).Select(table => (table, text.Where)));

    // Which table a variable holds is not seen; its folder then writes every table it names in a string, and names one.
    static IEnumerable<(string Table, string Where)> Loads(
        Code source, IReadOnlyList<Code> sources, IReadOnlyList<string> tables)
    {
        var named = sources.Where(s => Folder(s) == Folder(source)).SelectMany(Strings)
            .Select(text => (Table: text.Text.Trim('"'), text.Where))
            .Where(text => text.Table.Contains('_') && tables.Contains(text.Table)).ToList();
        var loads = source.All<InvocationExpressionSyntax>().Where(c => c.Expression.ToString() == "Bulk.Load");
        foreach (var call in loads)
            if (call.ArgumentList.Arguments.ElementAtOrDefault(1)?.Expression is LiteralExpressionSyntax literal)
                yield return (literal.Token.ValueText, source.At(call));
            else if (named.Count == 0) yield return ("?", source.At(call));
            else foreach (var write in named) yield return write;
    }

    static string Folder(Code source) => Path.GetDirectoryName(source.Path)!;

    static IEnumerable<string> Check(
        IReadOnlyList<string> tables, IReadOnlyList<Code> sources, string[] reserved)
    {
        var writes = Writes(sources, tables);
        foreach (var table in tables)
        {
            var found = writes.Where(w => w.Table == table).OrderBy(w => w.Where, StringComparer.Ordinal).ToList();
            var places = string.Join(" ", found.Select(w => w.Where));
            var modules = found.Select(w => w.Module).Distinct().Order(StringComparer.Ordinal).ToList();
            if (modules.Count > 1)
                yield return $"{table} is written by {string.Join(" and ", modules)}: {places}";
            if (modules.Count == 0 && !reserved.Contains(table)) yield return $"{table} is written by nobody";
        }
        foreach (var write in writes.Where(w => !tables.Contains(w.Table)))
            yield return $"{write.Table} is no table of the migrations ({write.Where})";
        foreach (var table in reserved.Where(r => writes.Any(w => w.Table == r)))
            yield return $"{table} is reserved and has a writer now";
    }

    [GeneratedRegex(@"create\s+temp\s+table\s+(if\s+not\s+exists\s+)?(?<table>\w+)")]
    private static partial Regex Temporary();

    [GeneratedRegex(@"create\s+table\s+(if\s+not\s+exists\s+)?(?<table>\w+)")]
    private static partial Regex CreateTable();

    [GeneratedRegex(@"\b(insert\s+(or\s+\w+\s+)?into|delete\s+from|merge\s+into|replace\s+into" +
        @"|truncate(\s+table)?)\s+(?!on\b)(?<table>[a-z_]+)" +
        @"|\bupdate\s+(?<table>[a-z_]+)(\s+(as\s+)?(?!set\b)[a-z_]+)?\s+set\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Write();
}
