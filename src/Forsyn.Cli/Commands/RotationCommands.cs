using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.RotationPlans;
using Forsyn.Core.Basics;
using Forsyn.Core.Preparedness;

namespace Forsyn.Cli.Commands;

/// <summary>How stockpiles are rotated: forsyn preparedness rotation….</summary>
static class RotationCommands
{
    static readonly Argument<string> Scheme = new("scheme") { Description = "primary or specialist" };
    static readonly Argument<string> Holder = new("holder") { Description = "Key of the wholesaler" };
    static readonly Argument<string> Atc = new("atc") { Description = "Code of the substance" };
    static readonly Option<string> Group = new("--group")
    {
        Description = "Group of packages, where the scheme has them", DefaultValueFactory = _ => "",
    };

    public static IEnumerable<Command> All(Shared shared) =>
        [
            List(shared), Plan(shared), Compute(shared), Term(shared), Supplier(shared), Rotate(shared), Undo(shared),
            Expired(shared),
            .. WhatIfCommands.All(shared),
        ];

    static Command List(Shared shared)
    {
        var scheme = new Option<string?>("--scheme") { Description = "primary or specialist; both when left out" };
        var holder = new Option<string?>("--holder") { Description = "Key of the wholesaler" };
        var query = new Option<string?>("--query") { Description = "Part of a code or a name" };
        var alarms = new Option<bool>("--alarms") { Description = "Only what cannot be sold in time or kept" };
        var sort = new Option<string?>("--sort") { Description = string.Join(", ", RotationList.Sorts) };
        var list = new Command("rotation", "How the rotation of each target goes, alarms first")
        {
            scheme, holder, query, alarms, sort,
        };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var listed = await RotationList.Run(db, new(call.Value(scheme), call.Value(holder), call.Value(query),
                call.Value(alarms), call.Value(sort), Limit: 500), await call.Reader(db));
            call.Output.Progress($"{listed.Totals.Targets} targets, {listed.Totals.Alarms} with a lot that cannot be " +
                $"sold in time, {listed.Totals.Breaches} that will not hold; loss " +
                $"{new Money(listed.Totals.LossOre)}, without rotation {new Money(listed.Totals.LossWithoutOre)}");
            return call.Output.Rows(listed.Items, ("Scheme", r => r.Scheme), ("Holder", r => r.Holder),
                ("Code", r => r.Atc), ("Substance", r => r.Name), ("Must hold", r => Of(r, r.Must)),
                ("Held", r => Of(r, r.Held)), ("Measure", r => r.Measure), ("Lost", r => r.Lost),
                ("Loss", r => $"{new Money(r.LossOre)}"), ("Without", r => $"{new Money(r.LossWithoutOre)}"),
                ("Buy", r => r.ToBuy), ("Order on", r => r.OrderOn), ("Lot", r => r.AlarmNumber),
                ("Too late", r => r.AlarmOn), ("Short from", r => r.BreachFrom), ("Cause", r => r.BreachCause));
        });
        return list;
    }

    static long Of(RotationRow row, long amount) =>
        row.Measure == "ddd" ? PreparednessCommands.Whole(amount) : amount;

    static Command Plan(Shared shared)
    {
        var plan = new Command("rotation-plan", "Which lots leave when, and what to buy when, so that the floor holds")
        {
            Scheme, Holder, Atc, Group,
        };
        shared.On(plan, async call =>
        {
            var db = await call.Database();
            var found = await GetRotation.Run(db, call.Value(Scheme)!, call.Value(Holder)!, call.Value(Atc)!,
                call.Value(Group)!, call.Now.Day, await call.Reader(db));
            if (found is not { View: var view })
                return call.Output.Refused(Refusal.Of("target-unknown", "holder", call.Value(Holder)!, "atc",
                    call.Value(Atc)!));
            call.Output.Progress($"{view.Lost} units lost with the plan ({view.Loss}), {view.LostWithout} without " +
                $"({view.LossWithout}); {view.Buying.Count} orders for {view.ToPay}");
            foreach (var breach in view.Breaches)
                call.Output.Progress($"Below the floor {breach.From:yyyy-MM-dd} to {breach.To:yyyy-MM-dd}: " +
                    $"{Kebab.Of(breach.Cause)}");
            return call.Output.Rows(view.Leaving, ("Article", l => l.ArticleNumber), ("Lot", l => l.LotNumber),
                ("Expires", l => l.ExpiresOn), ("Stockpile", l => l.Kept), ("Units", l => l.Units),
                ("Sold", l => l.Sold), ("Lost", l => l.Lost), ("From", l => l.UsedFrom), ("Until", l => l.GoneOn),
                ("A day", l => l.PerDayMillionths / 1_000_000m), ("Loss", l => $"{l.Loss}"));
        });
        return plan;
    }

    static Command Compute(Shared shared)
    {
        var compute = new Command("rotation-compute", "Plans the rotation of all targets anew");
        shared.On(compute, call => call.As(Policy.PreparednessManage, async (db, _) =>
        {
            var done = await ComputeRotation.Run(db, call.Now);
            return call.Output.Outcome((Result<RotationDone>)done, one => $"{one.Targets} targets, {one.Packages} " +
                $"packages, {one.Lots} lots; {one.Alarms} with a lot that cannot be sold in time, {one.Breaches} " +
                "that will not hold.");
        }));
        return compute;
    }

    static Command Term(Shared shared)
    {
        var article = new Argument<string>("article") { Description = "Article number" };
        var lead = new Option<int?>("--lead-days") { Description = "Days from order to arrival" };
        var life = new Option<int?>("--life-days") { Description = "Days of shelf life at arrival" };
        var cycle = new Option<int?>("--cycle-days") { Description = "Days of sale an order covers" };
        var packs = new Option<long?>("--packs") { Description = "Packs that are ordered together" };
        var term = new Command("rotation-term", "How the own party buys a package")
        {
            article, lead, life, cycle, packs,
        };
        shared.On(term, call => call.As(Policy.PreparednessRotate, async (db, caller) => call.Output.Outcome(
            await RotationTerms.Set(db, call.Value(article)!, new(call.Value(lead), call.Value(life),
                call.Value(cycle), call.Value(packs)), call.Now, caller),
            one => $"{one.ArticleNumber}: {one.LeadDays?.ToString() ?? "its supplier's"} days to arrive, " +
                $"{one.LifeDays} days of life, ordered every " +
                $"{one.CycleDays} days by {one.Packs} packs.")));
        return term;
    }

    static Command Supplier(Shared shared)
    {
        var key = new Argument<string?>("supplier")
        {
            Description = "Key; all are listed when left out", DefaultValueFactory = _ => null,
        };
        var lead = new Option<int?>("--lead-days") { Description = "Days to arrive; left out takes it back" };
        var supplier = new Command("rotation-supplier", "How long a supplier takes with packages of no own lead time")
        {
            key, lead,
        };
        shared.On(supplier, call => call.As(Policy.PreparednessRotate, async (db, caller) =>
            call.Value(key) is { } wanted
                ? call.Output.Outcome(await SupplierTerms.Set(db, wanted, new(call.Value(lead)), call.Now, caller),
                    one => $"{one.Name}: {one.LeadDays?.ToString() ?? "the common number of"} days to arrive, " +
                        $"{one.Packages} packages.")
                : call.Output.Rows(await SupplierTerms.List(db, caller), ("Supplier", s => s.Supplier),
                    ("Name", s => s.Name), ("Packages", s => s.Packages), ("Lead days", s => s.LeadDays))));
        return supplier;
    }

    static Command Expired(Shared shared)
    {
        var from = new Option<string?>("--from") { Description = "First day; the year's when left out" };
        var to = new Option<string?>("--to") { Description = "Last day; today when left out" };
        var scheme = new Option<string?>("--scheme") { Description = "primary or specialist; both when left out" };
        var holder = new Option<string?>("--holder") { Description = "Key of the wholesaler" };
        var cause = new Option<string?>("--cause")
        {
            Description = string.Join(", ", Kebab.All<ExpiryCause>()),
        };
        var expired = new Command("expired", "Units of stockpiles that expired despite rotation, by cause")
        {
            from, to, scheme, holder, cause,
        };
        shared.On(expired, call => call.As(Policy.PreparednessRead, async (db, caller) =>
        {
            var found = await ExpiredDespite.Run(db, new(call.Value(from), call.Value(to), call.Value(scheme),
                call.Value(holder), call.Value(cause)), call.Now.Day, caller);
            if (found.Refusal is { } refusal) return call.Output.Refused(refusal);
            foreach (var sum in found.Value.Causes)
                call.Output.Progress($"{Kebab.Of(sum.Cause)}: {sum.Units} units of {sum.Lots} lots, {sum.Value}");
            return call.Output.Rows(found.Value.Items, ("Scheme", l => l.Scheme), ("Holder", l => l.Holder),
                ("Code", l => l.Atc), ("Substance", l => l.Substance), ("Article", l => l.ArticleNumber),
                ("Lot", l => l.LotNumber), ("Expired", l => l.ExpiresOn), ("Units", l => l.Units),
                ("Cause", l => Kebab.Of(l.Cause)), ("Value", l => $"{l.Value}"));
        }));
        return expired;
    }

    static Command Rotate(Shared shared)
    {
        var rotate = new Command("rotate", "Exchanges what the own stockpile sells soon for units that keep longer")
        {
            Scheme, Atc, Group,
        };
        shared.On(rotate, call => call.As(Policy.PreparednessRotate, async (db, caller) => call.Output.Outcome(
            await RotateStock.Run(db, call.Value(Scheme)!, call.Value(Atc)!, call.Value(Group)!, call.Now, caller),
            one => $"Exchange {one.Id}: {one.Units} units of {one.Name} have changed places.")));
        return rotate;
    }

    static Command Undo(Shared shared)
    {
        var id = new Argument<long>("exchange") { Description = "Id of the exchange" };
        var undo = new Command("rotate-undo", "Moves exchanged units back") { id };
        shared.On(undo, call => call.As(Policy.PreparednessRotate, async (db, caller) => call.Output.Outcome(
            await RotateStock.Undo(db, call.Value(id), call.Now, caller),
            one => $"Exchange {one.Id}: {one.Units} units have been moved back.")));
        return undo;
    }
}
