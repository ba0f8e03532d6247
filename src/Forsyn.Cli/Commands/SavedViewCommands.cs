using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Stock;

namespace Forsyn.Cli.Commands;

/// <summary>Questions about the country's stock that are kept by name.</summary>
static class SavedViewCommands
{
    public static Command Views(Shared shared) => new("views", "Questions about the stock, kept by name")
    {
        List(shared), Save(shared), Remove(shared),
    };

    static Command List(Shared shared)
    {
        var list = new Command("list", "Lists the person's own, and those the party shares");
        shared.On(list, call => call.As(Policy.StockNational, async (db, caller) => call.Output.Rows(
            await SavedViews.List(db, caller), ("View", v => $"{v.Id}"), ("Name", v => v.Name),
            ("Own", v => v.Own), ("Shared", v => v.Shared), ("Default", v => v.IsDefault), ("Saved", v => v.SavedAt),
            ("Group by", v => v.Question.GroupBy ?? "product"))));
        return list;
    }

    static Command Save(Shared shared)
    {
        var name = new Argument<string>("name") { Description = "What to call it; the same name again is replaced" };
        var share = new Option<bool>("--shared") { Description = "Others of the party read it too" };
        var first = new Option<bool>("--default") { Description = "The overview opens with it" };
        var save = new Command("save", "Keeps a question, told by the options of stock overview")
        {
            name, share, first,
        };
        foreach (var option in OverviewCommands.Asked) save.Options.Add(option);
        shared.On(save, call => call.As(Policy.StockNational, async (db, caller) => call.Output.Outcome(
            await SavedViews.Save(db, new(call.Value(name), OverviewCommands.Question(call), call.Value(share),
                call.Value(first)), call.Now, caller), view => $"View {view.Id} is kept as {view.Name}.")));
        return save;
    }

    static Command Remove(Shared shared)
    {
        var id = new Argument<long>("view") { Description = "Number of a view of the person's own" };
        var remove = new Command("remove", "Removes a view") { id };
        shared.On(remove, call => call.As(Policy.StockNational, async (db, caller) => call.Output.Outcome(
            await SavedViews.Remove(db, call.Value(id), caller), gone => $"View {gone} is removed.")));
        return remove;
    }
}
