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

    [Fact]
    public void Each_table_has_one_writing_module() =>
        Offences.AssertNone(
            Check([.. Tables(Migrations()), "migration"], Writes(Code.Below("src/Forsyn.App")), Reserved));

    [Fact]
    public void Two_writing_modules_a_missing_writer_and_a_stale_reservation_are_caught()
    {
        var writes = Writes(
        [
            Planted("Stock/A.cs", """class A { string s = $"insert into lot (id) {{values}}"; }"""),
            Planted("Ledger/B.cs", """class B { string s = "update lot l set expires_on = 1"; }"""),
            Planted("Parties/C.cs", """class C { void M() { Bulk.Load(tx, "place", columns, rows); } }"""),
            Planted("Parties/D.cs", """class D { void M() { Bulk.Load(tx, name, columns, rows); } }"""),
            Planted("Parties/E.cs", """class E { string s = "delete from persn"; /* insert into seal */ }"""),
        ]);
        var tables = Tables("create table lot (\ncreate table place (\ncreate table seal (");
        Assert.Equal(
            [
                "lot is written by Ledger and Stock: src/Forsyn.App/Ledger/B.cs:1 src/Forsyn.App/Stock/A.cs:1",
                "seal is written by nobody",
                "? is no table of the migrations (src/Forsyn.App/Parties/D.cs:1)",
                "persn is no table of the migrations (src/Forsyn.App/Parties/E.cs:1)",
                "place is reserved and has a writer now",
            ],
            Check(tables, writes, ["place"]));
    }

    static Code Planted(string path, string code) => Code.Parse("src/Forsyn.App/" + path, code);

    static string Migrations() =>
        string.Join("\n", Repository.Files("src/Forsyn.App/Db/Migrations", ".sql").Select(Repository.Read));

    static IReadOnlyList<string> Tables(string sql) =>
        [.. CreateTable().Matches(sql).Select(match => match.Groups["table"].Value)];

    static IReadOnlyList<(string Table, string Module, string Where)> Writes(IEnumerable<Code> sources) =>
        [.. from source in sources
            from write in Statements(source).Concat(Loads(source))
            select (write.Table, Module: source.Path.Split('/')[2], write.Where)];

    static IEnumerable<(string Table, string Where)> Statements(Code source) =>
        from text in source.All<ExpressionSyntax>()
        where text is InterpolatedStringExpressionSyntax || text.IsKind(SyntaxKind.StringLiteralExpression)
        from Match match in Write().Matches(text.ToString())
        select (match.Groups["table"].Value.ToLowerInvariant(), source.At(text));

    static IEnumerable<(string Table, string Where)> Loads(Code source) =>
        from call in source.All<InvocationExpressionSyntax>()
        where call.Expression.ToString() == "Bulk.Load"
        let table = call.ArgumentList.Arguments.ElementAtOrDefault(1)?.Expression
        select (table is LiteralExpressionSyntax literal ? literal.Token.ValueText : "?", source.At(call));

    static IEnumerable<string> Check(
        IReadOnlyList<string> tables, IReadOnlyList<(string Table, string Module, string Where)> writes,
        string[] reserved)
    {
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

    [GeneratedRegex(@"create\s+table\s+(if\s+not\s+exists\s+)?(?<table>\w+)")]
    private static partial Regex CreateTable();

    [GeneratedRegex(@"\b(insert\s+(or\s+\w+\s+)?into|delete\s+from|merge\s+into|replace\s+into" +
        @"|truncate(\s+table)?)\s+(?!on\b)(?<table>[a-z_]+)" +
        @"|\bupdate\s+(?<table>[a-z_]+)(\s+(as\s+)?(?!set\b)[a-z_]+)?\s+set\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Write();
}
