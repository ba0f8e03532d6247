using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>Reads what is written of an emergency; each word that cannot be read is a blocking finding.</summary>
static class ReadUrgency
{
    public static Urgency? From(OrderRequest request, Moment now, List<Finding> problems)
    {
        if (request.Route is not (null or "") && !Kebab.TryParse<UrgentRoute>(request.Route, out _))
            problems.Add(Unknown<UrgentRoute>("route-unknown", request.Route));
        if (request.Urgent is not { } u) return null;
        if (u.AnsweredBy is not (null or "" or "physician" or "pharmacist"))
            problems.Add(ReadOrder.Problem("answered-by-unknown", null, "text", u.AnsweredBy));
        var situation = Situation.SingleExposure;
        if (u.Situation is not (null or "") && !Kebab.TryParse(u.Situation, out situation))
            problems.Add(Unknown<Situation>("situation-unknown", u.Situation));
        var urgent = new Urgency(u.Reason, At(u.ExposedAt), u.Text, u.Caller, u.AnsweredBy)
        {
            Situation = situation, CalledAt = At(u.CalledAt),
        };
        if (urgent.ExposedAt > now) problems.Add(ReadOrder.Problem("exposure-in-the-future", null));
        if (urgent.CalledAt > now) problems.Add(ReadOrder.Problem("called-in-the-future", null));
        return urgent;
    }

    static Moment? At(DateTimeOffset? at) => at is { } known ? Moment.Of(known) : null;

    static Finding Unknown<T>(string code, string text) where T : struct, Enum =>
        ReadOrder.Problem(code, null, "text", text, "possible", string.Join(", ", Kebab.All<T>()));
}
