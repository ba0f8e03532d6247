using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Warnings;

/// <summary>What one person is newly warned of, by kind.</summary>
public sealed record NewWarnings(string Person, IReadOnlyDictionary<string, int> Kinds);

/// <summary>Fact: warnings were raised; each person is told once of all of them.</summary>
public sealed record WarningsRaised(IReadOnlyList<NewWarnings> People);

/// <summary>What a run did: subscriptions looked at, warnings raised, still holding, and closed.</summary>
public sealed record WarningsJudged(int Subscriptions, int Raised, int Held, int Closed);

/// <summary>
/// Looks at what every subscription asks and compares with the warnings that are open: what is new is raised and told
/// once, what still holds gets its newest numbers, what no longer holds is closed.
/// </summary>
public static class JudgeWarnings
{
    /// <summary>The facts after which some kinds are judged at once.</summary>
    public static readonly Subscriber OnFacts = new("warnings",
        new HashSet<string>
        {
            nameof(LotRecalled), nameof(Reports.StockReportLate), nameof(ColdChain.ExcursionFound),
            nameof(ColdChain.ExcursionDecided),
        }, async (tx, _, now) =>
        {
            var asked = (await Asked(tx)).Where(one => StandingWarnings.Quick.Contains(one.KindValue)).ToList();
            await Save(tx, await Quick(tx, asked, now), now, tell: true);
        });

    /// <summary>Judges all, unless that was done on the day already; for the job.</summary>
    public static async Task<WarningsJudged?> Daily(Db db, Moment now) =>
        await db.One<long>("select count(*) from warning_run where day = @Day", new { now.Day }) > 0 ? null
            : await Run(db, now);

    /// <param name="tell">False only where a made country is filled: what was so from the beginning is no news.</param>
    public static async Task<WarningsJudged> Run(Db db, Moment now, bool tell = true)
    {
        var asked = await db.Snapshot(Asked);
        var slow = new Dictionary<long, IReadOnlyList<Standing>>();
        foreach (var shelf in asked.Where(one => !StandingWarnings.Quick.Contains(one.KindValue))
            .GroupBy(one => (one.ArticleNumber, one.Atc, one.Holder)))
        {
            var outlooks = await Outlooks.Of(db, shelf.Key.ArticleNumber, shelf.Key.Atc, shelf.Key.Holder, now);
            foreach (var one in shelf) slow[one.Id] = [.. outlooks.Where(o => Holds(one, o)).Select(o => Of(one, o))];
        }
        return (await db.Write<WarningsJudged>(async tx =>
        {
            var quick = await Quick(tx, [.. asked.Where(one => !slow.ContainsKey(one.Id))], now);
            var done = await Save(tx,
                [.. quick, .. asked.Where(one => slow.ContainsKey(one.Id)).Select(one => (one, slow[one.Id]))], now,
                tell);
            await tx.Do("insert into warning_run (id, day, ran_at, raised, closed) " +
                "values (@id, @Day, @now, @Raised, @Closed)",
                new { id = tx.Ids.Next(), now.Day, now, done.Raised, done.Closed });
            return done;
        })).Value;
    }

    // Those whose person may still read what they ask about. The warnings of the others are closed.
    static async Task<List<JudgedSubscription>> Asked(Tx tx) => await tx.List<JudgedSubscription>("""
        select s.id, s.person, s.kind, s.area, s.article_number, s.atc, s.threshold, p.role, p.party_id
        from warning_subscription s join person p on p.persona = s.person where s.ended_at is null order by s.id
        """);

    static async Task<List<(JudgedSubscription, IReadOnlyList<Standing>)>> Quick(
        Tx tx, IReadOnlyList<JudgedSubscription> asked, Moment now)
    {
        var found = new List<(JudgedSubscription, IReadOnlyList<Standing>)>();
        foreach (var one in asked) found.Add((one, await StandingWarnings.Find(tx, one, now)));
        return found;
    }

    static bool Holds(JudgedSubscription asked, Outlook outlook) => asked.KindValue == WarningKind.Cover
        ? outlook.DaysOfCover < asked.Threshold : outlook.Loss.Ore > asked.Threshold;

    static Standing Of(JudgedSubscription asked, Outlook outlook) => new($"product/{outlook.ArticleNumber}",
        asked.KindValue == WarningKind.Cover
            ? StandingWarnings.Args(("product", outlook.Name), ("days", $"{outlook.DaysOfCover}"),
                ("units", $"{outlook.Usable}"), ("limit", $"{asked.Threshold}"))
            : StandingWarnings.Args(("product", outlook.Name), ("units", $"{outlook.Lost}"),
                ("money", $"{outlook.Loss}"), ("limit", $"{new Money(asked.Threshold)}")),
        $"/products/{outlook.ArticleNumber}");

    static async Task<WarningsJudged> Save(
        Tx tx, IReadOnlyList<(JudgedSubscription Asked, IReadOnlyList<Standing> Found)> judged, Moment now, bool tell)
    {
        var open = (await tx.List<OpenRow>("select id, subscription_id, subject from warning where closed_at is null"))
            .ToLookup(row => row.SubscriptionId);
        var (batch, raised, held, closed) = (new Batch(tx), new List<JudgedSubscription>(), 0, 0);
        foreach (var (asked, found) in judged)
        {
            var due = asked.Allowed ? found.ToDictionary(one => one.Subject) : [];
            foreach (var row in open[asked.Id])
                if (due.Remove(row.Subject, out var still))
                {
                    held++;
                    batch.Add("update warning set args = ?, held_at = ? where id = ?", Json.Write(still.Args), now,
                        row.Id);
                }
                else
                {
                    closed++;
                    batch.Add("update warning set closed_at = ? where id = ?", now, row.Id);
                }
            foreach (var one in due.Values)
                batch.Add("insert into warning (id, subscription_id, person, party_id, kind, area, subject, args, " +
                    "link, opened_at, held_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                    tx.Ids.Next(), asked.Id, asked.Person, asked.PartyId, asked.Kind, asked.Area, one.Subject,
                    Json.Write(one.Args), one.Link, now, now);
            raised.AddRange(Enumerable.Repeat(asked, due.Count));
        }
        if (tell && raised.Count > 0) Outbox.Append(batch, new WarningsRaised(
            [.. raised.GroupBy(one => one.Person).Select(person => new NewWarnings(person.Key,
                person.CountBy(one => one.Kind).ToDictionary()))]), now);
        await batch.Run();
        return new(judged.Count, raised.Count, held, closed);
    }

    sealed class OpenRow
    {
        public long Id { get; init; }
        public long SubscriptionId { get; init; }
        public string Subject { get; init; } = "";
    }
}
