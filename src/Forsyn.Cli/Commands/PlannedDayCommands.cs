using System.CommandLine;
using System.Globalization;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

static class PlannedDayCommands
{
    static readonly Argument<long> Id = new("id") { Description = "Number of the planned day" };

    public static void Add(RootCommand root, Shared shared) => root.Subcommands.Add(
        new Command("plan", "The days a party plans to vaccinate on, and when to order for them")
        {
            List(shared), Day(shared), Order(shared), Delete(shared),
        });

    static Command List(Shared shared)
    {
        var due = new Option<bool>("--due") { Description = "Only those it is time to order for" };
        var passed = new Option<bool>("--passed") { Description = "Those that have passed" };
        var after = new Option<long?>("--after") { Description = "On from the last number of the page before" };
        var list = new Command("list", "Lists the planned days of the party of --as") { due, passed, after };
        shared.On(list, call => call.As(Policy.ShopUse, async (db, caller) => call.Output.Rows(
            call.Value(due) ? await ListPlannedDays.Reminders(db, caller, call.Now.Day)
                : await ListPlannedDays.Run(
                    db, caller, call.Now.Day, call.Value(passed), call.Value(after), limit: 200),
            ("Number", d => $"{d.Id}"), ("Day", d => d.Day), ("What", d => d.What), ("Product", d => d.Product),
            ("Doses", d => d.Doses), ("State", d => Kebab.Of(d.State)), ("Order by", d => d.OrderBy))));
        return list;
    }

    static Command Day(Shared shared)
    {
        var day = new Argument<string>("day") { Description = "The day, 2026-10-15" };
        var what = new Argument<string>("what") { Description = "What is planned" };
        var article = new Option<string?>("--article") { Description = "Article number of the product" };
        var doses = new Option<long?>("--doses") { Description = "How many doses are expected" };
        var id = new Option<long?>("--id") { Description = "Change this planned day" };
        var save = new Command("day", "Plans a vaccination day, or changes one") { day, what, article, doses, id };
        shared.On(save, call => call.As(Policy.ShopUse, async (db, caller) => call.Output.Outcome(
            await SavePlannedDay.Run(db,
                new(call.Value(day), call.Value(what), call.Value(article), call.Value(doses)), call.Now, caller,
                call.Value(id)),
            done => string.Create(CultureInfo.InvariantCulture, $"Planned day {done.Id} is saved."))));
        return save;
    }

    static Command Order(Shared shared)
    {
        var order = new Command("order", "Puts date and product of a planned day in the basket of --as") { Id };
        shared.On(order, call => call.As(Policy.ShopUse, async (db, caller) => call.Output.Outcome(
            await OrderForPlannedDay.Run(db, call.Value(Id), call.Now, caller),
            basket => $"The basket is for {basket.PlannedVaccinationDate} and has {basket.Lines?.Count ?? 0} lines.")));
        return order;
    }

    static Command Delete(Shared shared)
    {
        var delete = new Command("delete", "Takes a day out of the plan") { Id };
        shared.On(delete, call => call.As(Policy.ShopUse, async (db, caller) => call.Output.Outcome(
            await SavePlannedDay.Delete(db, call.Value(Id), caller), gone => $"Planned day {gone} is deleted.")));
        return delete;
    }
}
