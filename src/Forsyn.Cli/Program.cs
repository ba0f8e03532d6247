using System.CommandLine;
using Forsyn.App.Basics;
using Forsyn.App.Ordering;
using Forsyn.Cli.Commands;

namespace Forsyn.Cli;

public static class Program
{
    public static Task<int> Main(string[] args) => Run(args, Console.Out, Console.Error);

    /// <summary>
    /// Runs one command line: 0 done, 1 failed, 2 refused. Answers go to the first writer, all else to the second.
    /// </summary>
    public static async Task<int> Run(string[] args, TextWriter answers, TextWriter errors)
    {
        if (Rules.Use(Environment.GetEnvironmentVariable("Forsyn__RuleSet")).Refusal is { } no)
        {
            await errors.WriteLineAsync($"Forsyn__RuleSet: {no.Code}, use one of {no.Args["possible"]}");
            return Exit.Failed;
        }
        var root = new RootCommand("Forsyn keeps a country supplied with vaccines and critical medicines.");
        var shared = new Shared(root, answers, errors);
        DatabaseCommands.Add(root, shared);
        DemoCommands.Add(root, shared);
        CatalogueCommands.Add(root, shared);
        LedgerCommands.Add(root, shared);
        ContinuityCommands.Add(root, shared);
        PackCommands.Add(root, shared);
        PartiesCommands.Add(root, shared);
        BillingCommands.Add(root, shared);
        StockCommands.Add(root, shared);
        OverviewCommands.Add(root, shared);
        ProductStockCommands.Add(root, shared);
        WarningCommands.Add(root, shared);
        CoordinationCommands.Add(root, shared);
        OwnStockCommands.Add(root, shared);
        RecallCommands.Add(root, shared);
        WasteCommands.Add(root, shared);
        GoodsCommands.Add(root, shared);
        ReturnCommands.Add(root, shared);
        ReportCommands.Add(root, shared);
        ColdCommands.Add(root, shared);
        CountCommands.Add(root, shared);
        ProjectionCommands.Add(root, shared);
        WarehouseCommands.Add(root, shared);
        ShipmentCommands.Add(root, shared);
        OrderCommands.Add(root, shared);
        RuleCommands.Add(root, shared);
        PrescriptionCommands.Add(root, shared);
        SuggestionCommands.Add(root, shared);
        TemplateCommands.Add(root, shared);
        PlannedDayCommands.Add(root, shared);
        AccessCommands.Add(root, shared);
        UrgentCommands.Add(root, shared);
        RosterCommands.Add(root, shared);
        AdviceCommands.Add(root, shared);
        ExemptionCommands.Add(root, shared);
        YellowFeverCommands.Add(root, shared);
        FormCommands.Add(root, shared);
        MessageCommands.Add(root, shared);
        ProgrammeCommands.Add(root, shared);
        InfluenzaCommands.Add(root, shared);
        MandateCommands.Add(root, shared);
        PreparednessCommands.Add(root, shared);
        ReleaseCommands.Add(root, shared);
        RestrictionCommands.Add(root, shared);
        ShortageCommands.Add(root, shared);
        var parsed = root.Parse(args);
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = answers, Error = errors, EnableDefaultExceptionHandler = false,
        });
    }
}
