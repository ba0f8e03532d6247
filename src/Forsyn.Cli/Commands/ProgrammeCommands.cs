using System.CommandLine;
using Forsyn.App.Basics;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

static class ProgrammeCommands
{
    public static void Add(RootCommand root, Shared shared) => root.Subcommands.Add(
        new Command("programmes", "The national vaccination programmes")
        {
            List(shared), Show(shared), ProgrammeChangeCommands.List(shared),
            ProgrammeChangeCommands.Recommend(shared), ProgrammeChangeCommands.Withdraw(shared),
            ProgrammeChangeCommands.Accept(shared), ProgrammeChangeCommands.SendBack(shared),
        });

    static Command List(Shared shared)
    {
        var list = new Command("list", "Days, roles, price, parties and budget of each programme");
        shared.On(list, call => Task.FromResult(call.Output.Rows(Programmes.All, ("Programme", p => p.Code),
            ("In force", p => p.RunsBy(Rules.Book.On(call.Now.Day)).Contains(call.Now.Day) ? "yes" : "no"),
            ("Days", p => $"{p.RunsBy(Rules.Book.On(call.Now.Day))}"), ("For", p => p.TargetGroup),
            ("Price", p => Kebab.Of(p.Price)), ("May order", p => string.Join(", ", p.Roles.Select(Kebab.Of))),
            ("Procurer", p => p.Procurer), ("Consults", p => string.Join(", ", p.Consulted)),
            ("Chapter", p => p.Budget.Chapter), ("Granted", p => p.Budget.Granted))));
        return list;
    }

    static Command Show(Shared shared)
    {
        var code = new Argument<string>("programme") { Description = "childhood, hpv, influenza, …" };
        var show = new Command("show", "Stock of a programme and of sale, and what the year brought") { code };
        shared.On(show, async call =>
        {
            var db = await call.Database();
            var reader = await call.Reader(db);
            if (!reader.May(Policy.OrdersReadAll))
                return call.Output.Refused(Refusal.Of("not-allowed", "policy", Policy.OrdersReadAll));
            var view = await ProgrammeFigures.Run(db, call.Value(code), call.Now);
            if (!view.Ok) return call.Output.Refused(view.Refusal!);
            if (call.Output.AsJson) return call.Output.Done(view.Value, "");
            call.Output.Rows(view.Value.Products, ("Article", p => p.ArticleNumber), ("Vaccine", p => p.Name),
                ("Programme stock", p => p.ProgrammeStock), ("Sale stock", p => p.SaleStock),
                ("Ordered", p => p.Ordered), ("Delivered", p => p.Delivered), ("Cost to the state", p => p.CostOre));
            return call.Output.Done(view.Value, $"Booked to chapter {view.Value.Programme.Budget.Chapter} in " +
                $"{view.Value.Year}: {view.Value.Cost} kroner.");
        });
        return show;
    }
}
