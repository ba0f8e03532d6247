using Forsyn.Core.Basics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mono.Cecil;

namespace Forsyn.Core.Tests.Tidy;

/// <summary>
/// Core's modules use each other from right to left only, and Core uses nothing of the world outside.
/// </summary>
public class ModuleMapTests
{
    static readonly string[] World =
        ["System.Data", "System.Net", "System.IO.Pipes", "Microsoft.", "Npgsql", "Dapper",
            "System.Diagnostics.Process"];

    [Fact]
    public void The_maps_point_upward_only() =>
        Offences.AssertNone(ModuleMap.Core.Offences().Concat(ModuleMap.App.Offences()));

    [Fact]
    public void A_map_that_points_downward_is_caught() =>
        Assert.Equal(["the table lets Basics use Stock, which is not above it"],
            ModuleTable.Parse("Basics: Stock\nStock: Basics").Offences());

    [Fact]
    public void Core_modules_use_only_what_the_map_allows() =>
        Offences.AssertNone(ModuleMap.Core.Offences(ModuleEdges.Of(CoreAssembly(), "Forsyn.Core")));

    [Fact]
    public void Core_refers_to_no_database_web_or_network() => Offences.AssertNone(Outside(CoreAssembly()));

    [Theory]
    [InlineData("class Planted : Forsyn.Core.Ordering.Above { }")]
    [InlineData("class Planted { Forsyn.Core.Ordering.Above F = null; }")]
    [InlineData("class Planted { Forsyn.Core.Ordering.Above P => null; }")]
    [InlineData("class Planted { object M(Forsyn.Core.Ordering.Above[] given) => given; }")]
    [InlineData("class Planted { void M() { Forsyn.Core.Ordering.Above.Call(); } }")]
    [InlineData("class Planted { object M() => typeof(Forsyn.Core.Ordering.Above); }")]
    [InlineData("class Planted { System.Func<object> M(int i) => () => i + Forsyn.Core.Ordering.Above.Call(); }")]
    [InlineData("class Planted { System.Collections.Generic.List<Forsyn.Core.Ordering.Above[]> F = null; }")]
    [InlineData("class Planted<T> where T : Forsyn.Core.Ordering.Above { }")]
    [InlineData("[Forsyn.Core.Ordering.Tag] class Planted { }")]
    [InlineData(
        "class Planted { [System.ComponentModel.TypeConverter(typeof(Forsyn.Core.Ordering.Above))] int F = 0; }")]
    public void A_use_upward_is_caught(string planted)
    {
        using var assembly = Compile($$"""
            namespace Forsyn.Core.Ledger { {{planted}} }
            namespace Forsyn.Core.Ordering
            {
                class Above { public static int Call() => 1; }
                class TagAttribute : System.Attribute { }
            }
            """);
        var offence = Assert.Single(ModuleMap.Core.Offences(ModuleEdges.Of(assembly, "Forsyn.Core"))
            .Select(o => o.Split(": ")[0]).Distinct());
        Assert.Equal("Ledger may not use Ordering", offence);
    }

    [Fact]
    public void A_module_that_is_not_on_the_map_is_caught()
    {
        using var assembly =
            Compile("namespace Forsyn.Core.Misc { class Planted { Forsyn.Core.Basics.Low F = null; } }" +
            "namespace Forsyn.Core.Basics { class Low { } }");
var offences = ModuleMap.Core.Offences(ModuleEdges.Of(assembly, "Forsyn.Core"));
        Assert.All(offences, offence => Assert.StartsWith("Misc is no module of the map", offence));
        Assert.NotEmpty(offences);
    }

    [Fact]
    public void A_core_that_opens_a_connection_is_caught()
    {
        using var assembly = Compile("class Planted { System.Data.DataTable F = new(); }");
        Assert.Contains("refers to System.Data.Common", Outside(assembly));
    }

    static IEnumerable<string> Outside(AssemblyDefinition assembly) =>
        from reference in assembly.MainModule.AssemblyReferences
        where World.Any(reference.Name.StartsWith)
        select $"refers to {reference.Name}";

    static AssemblyDefinition CoreAssembly() => AssemblyDefinition.ReadAssembly(typeof(Finding).Assembly.Location);

    static AssemblyDefinition Compile(string source)
    {
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System."));
        var compilation = CSharpCompilation.Create("Planted", [CSharpSyntaxTree.ParseText(source)],
            trusted.Select(path => MetadataReference.CreateFromFile(path)), new(OutputKind.DynamicallyLinkedLibrary));
        var compiled = new MemoryStream();
        var result = compilation.Emit(compiled);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        compiled.Position = 0;
        return AssemblyDefinition.ReadAssembly(compiled);
    }
}
