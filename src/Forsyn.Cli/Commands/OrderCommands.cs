using System.CommandLine;
using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;

namespace Forsyn.Cli.Commands;

static class OrderCommands
{
    static readonly Argument<long> Number = new("number") { Description = "Order number" };
    static readonly Argument<FileInfo> File = new("file")
    {
        Description = "The order in JSON, as POST /api/v1/orders takes it",
    };

    public static void Add(RootCommand root, Shared shared) => root.Subcommands.Add(
        new Command("orders", "Orders: check, place, read and decide")
        {
            Check(shared), Place(shared), List(shared), Channels(shared), Show(shared), Allocate(shared),
            ReplayCommand.Of(shared),
            Move(shared, "release", "Releases an order", OrderAction.Release, Policy.OrderReview),
            Move(shared, "refuse", "Refuses an order, with --text saying why", OrderAction.Refuse, Policy.OrderReview),
            Move(shared, "ask", "Asks the customer what --text says", OrderAction.Ask, Policy.OrderReview),
            Move(shared, "answer", "Answers the desk's question with --text", OrderAction.Answer, Policy.OrderPlace),
            Move(shared, "cancel", "Cancels an order", OrderAction.Cancel, Policy.OrderPlace),
        });

    static Command Check(Shared shared)
    {
        var check = new Command("check",
            "Says everything the rules say of an order, with its price; saves nothing") { File };
        shared.On(check, call => call.As(Policy.OrderPlace, async (db, caller) =>
        {
            return Answer(call, await CheckOrder.Run(db, await Read(call), call.Now, caller));
        }));
        return check;
    }

    static Command Place(Shared shared)
    {
        var key = new Option<string?>("--key") { Description = "Sent again under the same key, it is the same order" };
        var scan = new Option<FileInfo?>("--scan")
        {
            Description = "The fax or letter the order came on: PDF, PNG or JPEG",
        };
        var place = new Command("place", "Places an order") { File, key, scan };
        shared.On(place, call => call.As(Policy.OrderPlace, async (db, caller) =>
        {
            var request = await Read(call);
            if (call.Value(scan) is { } paper)
            {
                var kept = await Scan(call, db, paper, caller);
                if (!kept.Ok) return call.Output.Refused(kept.Refusal!);
                request = request with { Scan = kept.Value };
            }
            var once = call.Value(key) is { } name ? Once.Of(caller.PersonaId, name, Json.Write(request)) : null;
            var placed = await PlaceOrder.Run(db, request, call.Now, caller with { Once = once });
            return placed.Match(answer => Answer(call, answer), call.Output.Refused);
        }));
        return place;
    }

    static async Task<Result<long>> Scan(Call call, Db db, FileInfo paper, Caller actor)
    {
        if (!paper.Exists) throw new CommandFailed($"there is no file {paper}");
        var type = AttachmentKinds.ByName(paper.Name)?.Type();
        await using var content = paper.OpenRead();
        return await Attachments.Save(
            db, content, paper.Name, type, AttachmentPurpose.OrderScan, call.Now, actor);
    }

    static Command List(Shared shared)
    {
        var states = new Option<string[]>("--state")
        {
            Description = "Only these: " + string.Join(", ", Kebab.All<OrderState>().Skip(1)),
        };
        var query = new Option<string?>("--query") { Description = "Order number or a part of the customer's name" };
        var urgent =
            new Option<bool>("--urgent-first") { Description = "The desk's order: urgent first, then the oldest" };
        var channel = new Option<string?>("--channel") { Description = "Only web, fax, post or phone" };
        var after = new Option<long?>("--after") { Description = "On from the last number of the page before" };
        var limit = new Option<int>("--limit") { Description = "At most this many", DefaultValueFactory = _ => 50 };
        var list = new Command("list", "Lists orders: all, or with --as those the person may see")
        {
            states, query, channel, urgent, after, limit,
        };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var found = await ListOrders.Run(db, new(call.Value(states), call.Value(query), call.Value(after),
                call.Value(limit), call.Value(urgent)) { Channel = call.Value(channel) }, await call.Reader(db));
            return call.Output.Rows(found, ("Order", o => $"{o.Number}"), ("State", o => o.State),
                ("Urgent", o => o.Urgent ? "urgent" : ""), ("Customer", o => o.Customer), ("Placed", o => o.PlacedAt),
                ("Lines", o => o.LineCount), ("Doses", o => o.Doses), ("Holds", o => o.Holds));
        });
        return list;
    }

    static Command Channels(Shared shared)
    {
        var from = new Option<DateOnly?>("--from") { Description = "First day; default a year before the last" };
        var to = new Option<DateOnly?>("--to") { Description = "Last day; default today" };
        var channels = new Command("channels", "Which ways orders came in, by what they are for") { from, to };
        shared.On(channels, async call =>
        {
            var db = await call.Database();
            var last = call.Value(to) ?? call.Now.Day;
            var report = await ChannelUse.Run(db, call.Value(from) ?? last.AddYears(-1), last);
            return call.Output.AsJson ? call.Output.Done(report, "") : call.Output.Rows(report.Purposes,
                ("Purpose", p => Kebab.Of(p.Purpose)), ("Web", p => p.Orders[Channel.Web]),
                ("Fax", p => p.Orders[Channel.Fax]), ("Post", p => p.Orders[Channel.Post]),
                ("Phone", p => p.Orders[Channel.Phone]), ("Fallback", p => p.Fallback));
        });
        return channels;
    }

    static Command Show(Shared shared)
    {
        var show = new Command("show", "Shows an order with its lines, lots, findings and history") { Number };
        shared.On(show, async call =>
        {
            var db = await call.Database();
            var found = await GetOrder.Run(db, call.Value(Number), await call.Reader(db));
            if (!found.Ok || call.Output.AsJson) return call.Output.Outcome(found, _ => "");
            var order = found.Value;
            call.Output.Done(order, $"Order {order.Head.Number}, {order.Head.State}, for {order.Head.Customer}");
            call.Output.Rows(order.Lines, ("Line", l => $"{l.Line}"), ("Article", l => l.ArticleNumber),
                ("Product", l => l.Name), ("Doses", l => l.Doses), ("Purpose", l => l.Purpose),
                ("Amount", l => l.Amount),
                ("Lots", l => string.Join(", ", l.Allocation.Where(lot => !lot.Taken.IsZero)
                    .Select(lot => $"{lot.LotNumber} {lot.Taken}"))));
            call.Output.Rows(order.Events, ("At", e => e.At), ("By", e => e.By), ("What", e => e.Kind),
                ("State", e => e.State), ("Text", e => e.Text));
            call.Output.Findings(order.Findings);
            return Exit.Done;
        });
        return show;
    }

    static Command Allocate(Shared shared)
    {
        var allocate = new Command("allocate", "Chooses the lots of a released order afresh") { Number };
        shared.On(allocate, call => call.As(Policy.OrderReview, async (db, caller) =>
        {
            return call.Output.Outcome(await AllocateOrder.Run(db, call.Value(Number), call.Now, caller), done =>
                $"Order {done.Number} is allocated: {string.Join("; ", done.Lines.Select(l =>
                    $"line {l.Line} {l.Covered} of {l.Doses} doses"))}.");
        }));
        return allocate;
    }

    static Command Move(Shared shared, string name, string about, OrderAction action, string policy)
    {
        var text = new Option<string?>("--text") { Description = "Reason, question or answer" };
        var move = new Command(name, about) { Number, text };
        shared.On(move, call => call.As(policy, async (db, caller) =>
        {
            var number = call.Value(Number);
            var moved = await MoveOrder.Run(db, number, action, call.Value(text), call.Now, caller);
            return moved.Match(
                state => call.Output.Done(new { number, state }, $"Order {number} is {Kebab.Of(state)}."),
                call.Output.Refused);
        }));
        return move;
    }

    static int Answer(Call call, OrderAnswer answer)
    {
        if (call.Output.AsJson) return call.Output.Done(answer, "");
        call.Output.Findings(answer.Findings);
        call.Output.Rows(answer.Lines, ("Line", l => $"{l.Line}"), ("Article", l => l.ArticleNumber),
            ("Product", l => l.Name), ("Doses", l => l.Doses), ("Packs", l => l.Packs),
            ("Purpose", l => Kebab.Of(l.Purpose)), ("Amount", l => l.Amount), ("In stock", l => l.Reserved));
        var what = answer.Number is { } number ? $"Order {number} is {Kebab.Of(answer.State)}" : "Nothing is saved";
        return call.Output.Done(answer,
            $"{what}. Dispatch fee {answer.DispatchFee}, total {answer.Total} without levy and VAT.");
    }

    static async Task<OrderRequest> Read(Call call)
    {
        var file = call.Value(File)!;
        if (!file.Exists) throw new CommandFailed($"there is no file {file}");
        try
        {
            return Json.Read<OrderRequest>(await System.IO.File.ReadAllTextAsync(file.FullName, call.Stop));
        }
        catch (JsonException e)
        {
            throw new CommandFailed($"{file} is no order: {e.Message}");
        }
    }
}
