using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>
/// The figures of an overview as they change (server-sent events): one event at the start, then one whenever a figure
/// of the asked page is another. What is sent are the figures by name, written in the reader's language, such as
/// "total.units" and "012345.units". A beat comes where nothing changes, so that a dead line is noticed; after a while
/// the stream ends and is asked for again, so that whoever may no longer see the stock stops seeing it.
/// </summary>
static class OverviewEvents
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(15), Gather = TimeSpan.FromSeconds(2),
        Life = TimeSpan.FromMinutes(10);

    public static void MapOverviewEvents(this IEndpointRouteBuilder api) =>
        api.MapGet("/overview/events", Follow).WithTags("Overview").RequireAuthorization(Policy.StockNational)
            .WithName("follow-overview").WithSummary("The figures of an overview, sent again as they change")
            .Produces<string>(200, "text/event-stream").ProducesProblem(422).ProducesProblem(429);

    static IResult Follow(
        [AsParameters] StockParameters asked, Db db, Clock clock, TimeProvider time, Words words, Current who,
        LiveStreams streams, IHostApplicationLifetime host, HttpContext context)
    {
        var query = asked.Question.Read(clock.Today);
        if (!query.Ok) return Http.Problem(query.Refusal!, words);
        if (streams.Enter(who.Caller.PersonaId) is not { } place)
        {
            context.Response.Headers.RetryAfter = "60";
            return Http.Problem(Refusal.Of("too-many-streams", "most", $"{LiveStreams.EachAtMost}"), words, 429);
        }
        context.Response.RegisterForDispose(place);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.ApplicationStopping);
        context.Response.RegisterForDispose(stop);
        stop.CancelAfter(Life);
        return TypedResults.ServerSentEvents(Events(db, query.Value, time, words, streams, stop.Token));
    }

    static async IAsyncEnumerable<SseItem<IReadOnlyDictionary<string, string>>> Events(
        Db db, OverviewQuery query, TimeProvider time, Words words, LiveStreams streams,
        CancellationToken end, [EnumeratorCancellation] CancellationToken stop = default)
    {
        IReadOnlyDictionary<string, string> sent = new Dictionary<string, string>();
        while (!end.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            var written = streams.NextWrite;
            var answer = await Overview.Run(db, query, Moment.Of(time.GetUtcNow()));
            if (!answer.Ok) yield break;
            var figures = Figures(answer.Value, words);
            var same = figures.Count == sent.Count && figures.All(one => sent.GetValueOrDefault(one.Key) == one.Value);
            yield return same ? new(new Dictionary<string, string>(), "beat") : new(sent = figures, "figures");
            // Other processes write too: a beat looks again even where this one wrote nothing.
            if (!await Pause(Task.Delay(Gather, time, end)) || !await Pause(
                Task.WhenAny(written, Task.Delay(Beat, time, end)))) yield break;
        }
    }

    static async Task<bool> Pause(Task task)
    {
        try
        {
            await task;
            return true;
        }
        catch (OperationCanceledException) { return false; }
    }

    static Dictionary<string, string> Figures(OverviewAnswer answer, Words words)
    {
        var all = new Dictionary<string, string>();
        Add("total", answer.Total);
        all["total.set-aside"] = words.Number(answer.Total.Quarantined + answer.Total.Recalled);
        foreach (var row in answer.Rows) Add(row.Key, row);
        return all;

        void Add(string name, StockFigures figures)
        {
            foreach (var (figure, value) in ((string, long)[])
                [
                    ("units", figures.Units), ("positions", figures.Positions ?? 0), ("within30", figures.Within30),
                    ("expiring", figures.Expiring), ("within180", figures.Within180),
                    ("in-transit", figures.InTransit), ("quarantined", figures.Quarantined),
                    ("recalled", figures.Recalled),
                ])
                all[$"{name}.{figure}"] = words.Number(value);
        }
    }
}
