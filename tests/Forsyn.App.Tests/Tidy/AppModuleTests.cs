using Forsyn.App.Database;
using Forsyn.Core.Tests.Tidy;
using Mono.Cecil;

namespace Forsyn.App.Tests.Tidy;

/// <summary>
/// App's folders use each other from right to left only, and App knows neither the web nor the command line.
/// </summary>
public class AppModuleTests
{
    static readonly string[] Hosts =
        ["Forsyn.Web", "forsyn", "Forsyn.Cli", "Microsoft.AspNetCore", "System.CommandLine", "Spectre"];

    [Fact]
    public void App_modules_use_only_what_the_map_allows()
    {
        var offences = ModuleMap.App.Offences(Edges()).ToList();
        Assert.True(offences.Count == 0, string.Join("\n", offences));
    }

    [Fact]
    public void A_use_the_map_does_not_allow_is_caught() =>
        Assert.Contains(ModuleMap.App.Without("Ledger", "Database").Offences(Edges()),
            offence => offence.StartsWith("Ledger may not use Database: Forsyn.App.Ledger.Post"));

    [Fact]
    public void App_refers_to_no_host()
    {
        using var app = AppAssembly();
        Assert.DoesNotContain(app.MainModule.AssemblyReferences, reference => Hosts.Any(reference.Name.StartsWith));
    }

    [Fact]
    public void The_reference_check_sees_references()
    {
        using var app = AppAssembly();
        Assert.Contains(app.MainModule.AssemblyReferences, reference => reference.Name == "Forsyn.Core");
    }

    static IReadOnlyList<ModuleEdge> Edges()
    {
        using var app = AppAssembly();
        return ModuleEdges.Of(app, "Forsyn.App");
    }

    static AssemblyDefinition AppAssembly() => AssemblyDefinition.ReadAssembly(typeof(Db).Assembly.Location);
}
