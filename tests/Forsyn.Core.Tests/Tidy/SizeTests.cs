using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Forsyn.Core.Tests.Tidy;

/// <summary>A file is at most 400 lines, a function 60, a line 120 columns; the distribution is printed.</summary>
public class SizeTests
{
    const int FileLines = 400, FunctionLines = 60, Columns = 120;
    static readonly string[] Folders = ["src", "tests", "bench"];
    static readonly string[] Endings = [".cs", ".razor", ".ts", ".css", ".sql", ".mjs"];

    [Fact]
    public void Files_and_lines_are_short()
    {
        var files = Folders.SelectMany(Files).ToList();
        Assert.NotEmpty(files);
        Offences.AssertNone(files.SelectMany(path => Long(path, Repository.Read(path))));
    }

    [Fact]
    public void Functions_are_short() => Offences.AssertNone(Folders.SelectMany(Code.Below).SelectMany(LongFunctions));

    [Fact]
    public void A_long_line_and_a_long_file_are_caught()
    {
        var text = new string('x', 121) + "\n" + string.Concat(Enumerable.Repeat("x\n", 400));
        Assert.Equal(["a.ts:1 has 121 columns", "a.ts has 401 lines"], Long("a.ts", text));
        Assert.Empty(Long("a.ts", new string('x', 120) + "\n" + string.Concat(Enumerable.Repeat("x\n", 399))));
    }

    [Fact]
    public void A_long_function_is_caught()
    {
        static Code With(int lines) =>
            Code.Parse("A.cs",
                "class A\n{\nvoid M()\n{\n" + string.Concat(Enumerable.Repeat("M();\n", lines)) + "}\n}\n");
        Assert.Empty(LongFunctions(With(57)));
        Assert.Equal(["A.cs:3 M has 61 lines"], LongFunctions(With(58)));
    }

    [Fact]
    public void The_distribution_of_sizes_is_printed()
    {
        foreach (var folder in Folders)
        {
            var sizes = Files(folder)
                .Select(path => (Lines: Lines(Repository.Read(path)).Count, path)).Order().ToList();
            if (sizes.Count == 0) continue;
            Console.WriteLine($"   Sizes of {folder}: {sizes.Count} files, {sizes.Sum(s => s.Lines)} lines; median " +
                $"{At(sizes, 50).Lines}, nine in ten below {At(sizes, 90).Lines}, longest " +
                $"{sizes[^1].Lines} ({sizes[^1].path})");
            Assert.True(At(sizes, 50).Lines <= 200, $"half the files of {folder} have more than 200 lines");
        }
    }

    // The theme is written by the design system's own tool and never by hand.
    static IEnumerable<string> Files(string folder) =>
        Repository.Files(folder, Endings).Where(path => !path.Contains("/assets/theme/"));

    static (int Lines, string Path) At(List<(int Lines, string Path)> sizes, int percent) =>
        sizes[(sizes.Count - 1) * percent / 100];

    static IReadOnlyList<string> Lines(string text) => text.TrimEnd('\n').Split('\n');

    static IEnumerable<string> Long(string path, string text)
    {
        var lines = Lines(text);
        for (var i = 0; i < lines.Count; i++)
            if (lines[i].TrimEnd('\r').Length is > Columns and var columns)
                yield return $"{path}:{i + 1} has {columns} columns";
        if (lines.Count > FileLines) yield return $"{path} has {lines.Count} lines";
    }

    static IEnumerable<string> LongFunctions(Code source) =>
        from member in source.All<SyntaxNode>()
        let name = member switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            LocalFunctionStatementSyntax local => local.Identifier.Text,
            ConstructorDeclarationSyntax => "constructor",
            AccessorDeclarationSyntax => "accessor",
            _ => null,
        }
        where name is not null
        let lines = member.GetLocation().GetLineSpan()
        let length = lines.EndLinePosition.Line - lines.StartLinePosition.Line + 1
        where length > FunctionLines
        select $"{source.At(member)} {name} has {length} lines";
}
