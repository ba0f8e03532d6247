using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.RotationPlans;

/// <summary>A supposition as written: for a whole scheme, or for one holder or target of it.</summary>
/// <param name="Demand">Percent more that is sold, or less.</param>
/// <param name="OutFrom">Day from which suppliers bring nothing, yyyy-MM-dd.</param>
/// <param name="OutArticle">The package they do not bring; all when left out.</param>
/// <param name="Rule">Another scheme whose rule is followed.</param>
public sealed record WhatIfQuestion(
    string? Scheme = null, string? Holder = null, string? Atc = null, string? Group = null, int? Months = null,
    int? Demand = null, string? OutFrom = null, int? OutWeeks = null, string? OutArticle = null, string? Rule = null);

/// <summary>Plans as things are, beside what they would be.</summary>
/// <param name="More">What the supposition asks for beyond that, or less.</param>
public sealed record WhatIfAnswer(WhatIfQuestion Question, PlanSums Now, PlanSums Then, PlanSums More)
{
    /// <summary>The supposed plan, where one target is asked about; null for several.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public TargetPlan? Plan { get; init; }
    public Measure? Measure { get; init; }
}

/// <summary>Works out what rotation would be if something were otherwise; writes nothing.</summary>
public static class AskWhatIf
{
    const int MonthsAtMost = 24, DemandAtMost = 900, WeeksAtMost = 104;

    /// <summary>Refuses scheme-unknown, what-if-faulty with every fault, and target-unknown.</summary>
    public static async Task<Result<WhatIfAnswer>> Run(
        Db db, WhatIfQuestion question, DateOnly today, Caller caller)
    {
        var answers = await Several(db, [question], today, caller);
        return answers.Ok ? answers.Value[0] : answers.Refusal!;
    }

    /// <summary>Several at once, of one scheme, holder and target: those of the first.</summary>
    public static async Task<Result<IReadOnlyList<WhatIfAnswer>>> Several(
        Db db, IReadOnlyList<WhatIfQuestion> questions, DateOnly today, Caller caller)
    {
        var first = questions[0];
        var scheme = Schemes.On(first.Scheme, today);
        if (!scheme.Ok) return scheme.Refusal!;
        var read = questions.Select(question => Read(question, today)).ToList();
        if (read.FirstOrDefault(one => !one.Ok) is { Refusal: { } refusal }) return refusal;
        var targets = (await LoadRotation.Of(db, scheme.Value, today, first.Holder, first.Atc,
                string.IsNullOrEmpty(first.Atc) ? null : first.Group ?? ""))
            .Where(one => caller.May(Policy.PreparednessReadAll) || one.HolderId == caller.Party).ToList();
        if (targets.Count == 0)
            return Refusal.Of("target-unknown", "holder", first.Holder ?? "", "atc", first.Atc ?? "");
        var now = PlanSums.Of([.. targets.Select(one => one.Plan())]);
        return read.Select((one, i) =>
        {
            var plans = targets.Select(target => TargetPlan.Of(one.Value.Of(target.Facts, target.List, target.Scheme)))
                .ToList();
            var then = PlanSums.Of(plans);
            return new WhatIfAnswer(questions[i], now, then, then.Minus(now))
            {
                Plan = plans is [var only] ? only : null, Measure = targets is [var target] ? target.Measure : null,
            };
        }).ToList();
    }

    internal static Result<WhatIf> Read(WhatIfQuestion question, DateOnly today)
    {
        var faults = new List<Finding>();
        var (months, demand) = (question.Months ?? 0, question.Demand ?? 0);
        if (Math.Abs((long)months) > MonthsAtMost) Fault("months", "most", $"{MonthsAtMost}");
        if (demand is < -100 or > DemandAtMost) Fault("demand", "least", "-100", "most", $"{DemandAtMost}");
        DateRange? stop = null;
        if (question.OutWeeks is { } weeks)
        {
            var from = string.IsNullOrWhiteSpace(question.OutFrom) ? today
                : DateOnly.TryParseExact(question.OutFrom, "yyyy-MM-dd", out var day) ? day : (DateOnly?)null;
            if (from is null) Fault("out-from");
            if (weeks is < 1 or > WeeksAtMost) Fault("out-weeks", "most", $"{WeeksAtMost}");
            else if (from is { } first) stop = new(first, first.AddDays(weeks * 7));
        }
        else if (!string.IsNullOrWhiteSpace(question.OutFrom)) Fault("out-weeks", "most", $"{WeeksAtMost}");
        ArticleNumber? article = null;
        if (!string.IsNullOrWhiteSpace(question.OutArticle))
        {
            if (ArticleNumber.TryParse(question.OutArticle, out var found)) article = found;
            else Fault("article", "value", question.OutArticle);
        }
        var rule = string.IsNullOrWhiteSpace(question.Rule) ? null : Schemes.All.On(question.Rule, today);
        if (rule is null && !string.IsNullOrWhiteSpace(question.Rule)) Fault("rule", "value", question.Rule);
        return faults.Count == 0 ? new WhatIf(months, demand, stop, article, rule)
            : new Refusal("what-if-faulty", new Dictionary<string, string> { ["n"] = $"{faults.Count}" }, faults);

        void Fault(string what, params string[] args) =>
            faults.Add(ProposeChanges.Fault($"what-if-{what}", null, args));
    }
}
