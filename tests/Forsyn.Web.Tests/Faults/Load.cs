using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.Core.Ledger;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Faults;

/// <summary>One request: sent again under its key until it is answered.</summary>
sealed record Ask(string Key, string Persona, string Path, object Body);

/// <summary>
/// Callers that place orders, enter use, report stock and count it all at once, and remember what they were told was
/// done. Each asks again under the same key until it has an answer, wherever the program is by then.
/// </summary>
sealed class Load : IDisposable
{
    const string Orders = "/api/v1/orders", Entries = "/api/v1/stock/entries", Reports = "/api/v1/stock/reports",
        Counts = "/api/v1/stock/counts";
    const string Article = "481047";
    readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(30) };
    readonly ConcurrentDictionary<string, long> _acknowledged = new();
    readonly ConcurrentDictionary<string, Ask> _asked = new();
    readonly Func<Uri> _address;
    readonly Lot _used, _reported;
    readonly IReadOnlyList<Lot> _shelf;
    readonly Booked _before;

    Load(Func<Uri> address, Lot used, Lot reported, IReadOnlyList<Lot> shelf, Booked before) =>
        (_address, _used, _reported, _shelf, _before) = (address, used, reported, shelf, before);

    sealed class Lot
    {
        public long Id { get; init; }
        public string ArticleNumber { get; init; } = "";
        public string LotNumber { get; init; } = "";
        public long Holder { get; init; }
        public long Units { get; init; }
    }
    sealed record Booked(
        long Orders, long Facts, long Entries, long Used, long Reports, long Reported, long Counts, long Counted);

    public int Acknowledged => _acknowledged.Count;
    /// <summary>Requests whose answer was lost at least once.</summary>
    public int Lost => _lost;
    int _lost;

    public static async Task<Load> On(Func<Uri> address, Db db)
    {
        var (used, reported, shelf) = (
            (await Largest(db, "lager"))[0], (await Largest(db, "grossist"))[0], await Largest(db, "apotek"));
        return new Load(address, used, reported, shelf, await Count(db, used, reported, shelf[0]));
    }

    static async Task<IReadOnlyList<Lot>> Largest(Db db, string persona) => await db.List<Lot>("""
        select l.id, l.article_number, l.lot_number, b.holder_id as holder, b.quantity as units
        from balance b join lot l on l.id = b.lot_id
        where b.status = 0 and b.holder_id = @Party and b.quantity > 0 and l.article_number <> @Article
        order by b.quantity desc, l.id
        """, new { (await Sent.Caller(db, persona)).Party, Article });

    /// <summary>Runs until it is told to stop; what is under way then is left without an answer.</summary>
    public Task Run(CancellationToken over) => Task.WhenAll(
        Enumerable.Range(0, 9).Select(caller => Task.Run(() => One(caller, over), CancellationToken.None)));

    async Task One(int caller, CancellationToken over)
    {
        for (var n = 0; !over.IsCancellationRequested; n++)
        {
            var ask = Next(caller, n);
            _asked[ask.Key] = ask;
            var lost = false;
            while (!over.IsCancellationRequested)
            {
                if (await Send(ask, over) is { } answer)
                {
                    _acknowledged[ask.Key] = answer;
                    break;
                }
                lost = true;
                await Task.Delay(20, CancellationToken.None);
            }
            if (lost) Interlocked.Increment(ref _lost);
        }
    }

    // Four order, three enter what was used, one reports, and one counts.
    Ask Next(int caller, int n) => caller switch
    {
        < 4 => new($"order-{caller}-{n}", "lege", Orders, new
        {
            channel = "web", lines = new[] { new { articleNumber = Article, doses = 1, purpose = "payable" } },
        }),
        < 7 => new($"entry-{caller}-{n}", "lager", Entries, new
        {
            kind = "use", articleNumber = _used.ArticleNumber, lotNumber = _used.LotNumber, doses = 1,
        }),
        8 => NextCount(n / 4, n % 4),
        _ => new($"report-{n}", "grossist", Reports, new
        {
            day = "2026-05-14", difference = true,
            lines = new[] { new { articleNumber = _reported.ArticleNumber, lotNumber = _reported.LotNumber,
                quantity = n + 1 } },
        }),
    };

    // A count is opened, entered, told why it differs, and booked; each finds a unit less than the one before.
    Ask NextCount(int round, int step)
    {
        var count = step == 0 ? "" : $"/{_acknowledged[$"count-{round}-0"]}";
        var (path, body) = step switch
        {
            0 => ("", (object)new { }),
            1 => ("/lines", new
            {
                lines = _shelf.Select((lot, i) => new
                {
                    articleNumber = lot.ArticleNumber, lotNumber = lot.LotNumber,
                    quantity = lot.Units - (i == 0 ? round + 1 : 0),
                }),
            }),
            2 => ("/reasons", new { lines = _shelf.Select((_, i) => i + 1), reason = "unregistered-use" }),
            _ => ("/post", new { }),
        };
        return new($"count-{round}-{step}", "apotek", Counts + count + path, body);
    }

    static string Answered(string path) => path switch
    {
        Orders => "number",
        _ when path.EndsWith("/lines") || path.EndsWith("/post") => "count",
        _ when path.EndsWith("/reasons") => "lines",
        _ => "id",
    };

    // The number or id it was given, or null where nobody knows whether it was done.
    async Task<long?> Send(Ask ask, CancellationToken over)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_address(), ask.Path))
            {
                Content = JsonContent.Create(ask.Body),
            };
            request.Headers.Add("Authorization", $"Demo {ask.Persona}");
            request.Headers.Add("Forsyn-Now", "2026-05-15T08:00:00+02:00");
            request.Headers.Add("Idempotency-Key", ask.Key);
            using var answer = await _client.SendAsync(request, over);
            var body = await answer.Content.ReadAsStringAsync(over);
            if (answer.StatusCode >= HttpStatusCode.InternalServerError || answer.StatusCode == HttpStatusCode.Conflict)
                return null;
            Assert.True(answer.IsSuccessStatusCode, $"{ask.Key}: {body}");
            var json = JsonDocument.Parse(body).RootElement;
            return json.GetProperty(Answered(ask.Path)).GetInt64();
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>
    /// Every request is sent once more: it becomes what it was, or something if it never was; and the books hold each
    /// of them once, those that were acknowledged and those that were not.
    /// </summary>
    public async Task MustBeThereOnce(Db db)
    {
        foreach (var ask in _asked.Values)
        {
            // What was broken off a moment ago may still be at work, and answers 409 until it is done.
            var answer = await Send(ask, CancellationToken.None);
            for (var n = 0; answer is null && n < 50; n++)
            {
                await Task.Delay(100, CancellationToken.None);
                answer = await Send(ask, CancellationToken.None);
            }
            Assert.True(answer is not null, $"{ask.Key} was not answered by a healthy server");
            Assert.Equal((ask.Key, answer.Value), (ask.Key, _acknowledged.GetOrAdd(ask.Key, answer.Value)));
        }
        var now = await Count(db, _used, _reported, _shelf[0]);
        long Asked(string path) => _asked.Values.Count(ask => ask.Path == path);
        Assert.Equal((Asked(Orders), Asked(Orders)), (now.Orders - _before.Orders, now.Facts - _before.Facts));
        Assert.Equal((Asked(Entries), Asked(Entries)), (now.Entries - _before.Entries, now.Used - _before.Used));
        Assert.Equal(Asked(Reports), now.Reports - _before.Reports);
        Assert.Equal(Asked(Reports) * (Asked(Reports) + 1) / 2, now.Reported - _before.Reported);
        var counts = _asked.Values.Count(ask => ask.Path.EndsWith("/post"));
        Assert.True(counts > 0, "no count came as far as to be booked");
        Assert.Equal((counts, -counts), (now.Counts - _before.Counts, now.Counted - _before.Counted));
        Assert.Equal(Asked(Orders), await db.One<long>(
            "select coalesce(sum(quantity), 0) from reservation where state = 0"));
    }

    static async Task<Booked> Count(Db db, Lot used, Lot reported, Lot counted) => new(
        await db.One<long>("select count(*) from orders"),
        await db.One<long>("select count(*) from fact where name = 'OrderPlaced'"),
        await db.One<long>("select count(*) from stock_entry"),
        await db.One<long>("select coalesce(sum(quantity), 0) from balance where lot_id = @Id and " +
            "holder_id = @Holder and status = @consumed",
            new { used.Id, used.Holder, consumed = (short)Status.Consumed }),
        await db.One<long>("select count(*) from stock_report"),
        await db.One<long>("select coalesce(sum(quantity), 0) from balance where lot_id = @Id and " +
            "holder_id = @Holder and status < 10", new { reported.Id, reported.Holder }),
        await db.One<long>("select count(*) from stock_count where state = 'posted'"),
        await db.One<long>("select coalesce(sum(quantity), 0) from balance where lot_id = @Id and " +
            "holder_id = @Holder and status < 10", new { counted.Id, counted.Holder }));

    public void Dispose() => _client.Dispose();
}
