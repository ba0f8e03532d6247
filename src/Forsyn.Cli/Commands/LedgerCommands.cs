using System.CommandLine;
using Forsyn.App.Ledger;

namespace Forsyn.Cli.Commands;

static class LedgerCommands
{
    public static void Add(RootCommand root, Shared shared)
    {
        var audit = new Command("audit",
            "Checks the whole ledger against itself; fails with the rows on any difference, changes nothing");
        shared.On(audit, async call => Report(call.Output, await AuditLedger.Run(await call.Database())));
        root.Subcommands.Add(audit);

        var seal = new Command("seal", "Seals all transfers that are final, and prints the head of the chain");
        shared.On(seal, async call =>
        {
            var done = await SealTransfers.Run(await call.Database(), call.Now);
            return call.Output.Done(done,
                $"{done.Transfers} transfers sealed in {done.Seals} seals. Head: {Head(done.Head)}.");
        });
        root.Subcommands.Add(seal);
    }

    static int Report(Output output, Audit audit)
    {
        if (audit.Differences.Count > 0 && !output.AsJson)
            output.Rows(audit.Differences, ("Difference", d => d.Kind), ("What", d => d.What),
                ("Expected", d => d.Expected), ("Found", d => d.Found), ("Rows", d => d.Row));
        var found = audit.Clean ? "No differences" : $"{audit.Differences.Count + audit.LeftOut} differences";
        var listed = audit.LeftOut > 0 ? $", {audit.LeftOut} of them not listed" : "";
        output.Done(audit,
            $"{found}{listed}: {audit.Transfers} transfers, {audit.Balances} balances, {audit.Lots} lots, " +
            $"{audit.Reservations} reservations, {audit.Seals} seals, {audit.Unsealed} transfers not sealed yet. " +
            $"Head: {Head(audit.Head)}.");
        return audit.Clean ? Exit.Done : Exit.Failed;
    }

    static string Head(string head) => head == "" ? "none yet" : head;
}
