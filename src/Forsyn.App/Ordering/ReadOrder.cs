using Forsyn.App.Identity;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;

namespace Forsyn.App.Ordering;

/// <summary>
/// A request whose words have been read: what stands in it, and everything in it that could not be read.
/// </summary>
public sealed record ReadOrder(
    Channel Channel, DateOnly? PlannedOn, Urgency? Urgent, IReadOnlyList<ReadLine> Lines,
    IReadOnlyList<Finding> Problems)
{
    static readonly IReadOnlyList<string> None = [];

    /// <summary>
    /// Reads every field; a missing or wrong one is a blocking finding that says what would do, all of them at once.
    /// </summary>
    public static ReadOrder From(OrderRequest request, Moment now)
    {
        var problems = new List<Finding>();
        var channelText = request.Channel?.Replace("e-mail", "email") ?? "web";
        if (!Kebab.TryParse<Channel>(channelText, out var channel))
            problems.Add(Problem("channel-unknown", null, "channel", channelText, "possible", "web, fax, post, phone"));
        DateOnly? planned = null;
        if (!string.IsNullOrWhiteSpace(request.PlannedVaccinationDate))
            if (DateOnly.TryParseExact(request.PlannedVaccinationDate, "yyyy-MM-dd", out var day)) planned = day;
            else problems.Add(Problem("planned-date-unreadable", null, "text", request.PlannedVaccinationDate));
        if (request.Lines is not { Count: > 0 }) problems.Add(Problem("lines-missing", null));
        if (request.Lines is { Count: > 2000 }) problems.Add(
            Problem("too-many-lines", null, "lines", $"{request.Lines.Count}", "most", "2000"));
        var lines = (request.Lines ?? []).Take(2000)
            .Select((line, i) => ReadLine.From(line, i + 1, problems))
            .OfType<ReadLine>().ToList();
        var urgent = ReadUrgency.From(request, now, problems);
        return new ReadOrder(channel, planned, urgent, lines, problems);
    }

    public static Finding Problem(string code, int? line, params string[] args) =>
        new(code, Severity.Block, line, None, "", Refusal.Of(code, args).Args);

    /// <summary>Whose requisition it is: the one named by the desk, or the one who is signed in.</summary>
    public static Requisitioner Requisitioner(OrderRequest request, Caller caller, List<Finding> problems)
    {
        var mayNameOthers = caller.May(Policy.OrderRegister) || caller.May(Policy.UrgentHandOut);
        if (request.Requisitioner is not { } named || !mayNameOthers)
            return new Requisitioner(caller.Name, caller.Roles[0], null);
        if (string.IsNullOrWhiteSpace(named.Name)) problems.Add(Problem("requisitioner-name-missing", null));
        if (!Kebab.TryParse<Role>(named.Role ?? "", out var role))
            problems.Add(Problem("requisitioner-role-unknown", null, "role", named.Role ?? "", "possible",
                string.Join(", ", Kebab.All<Role>().Take(8))));
        return new Requisitioner(named.Name ?? "", role, named.HprNumber);
    }
}

/// <summary>A line whose words have been read.</summary>
public sealed record ReadLine(int Number, string Article, long Doses, Purpose Purpose, LineRequest Request)
{
    public static ReadLine? From(LineRequest line, int number, List<Finding> problems)
    {
        var before = problems.Count;
        if (!ArticleNumber.TryParse(line.ArticleNumber, out _))
            problems.Add(ReadOrder.Problem("article-number-wrong", number, "article", line.ArticleNumber ?? ""));
        if (line.Doses is not { } doses)
            problems.Add(ReadOrder.Problem("doses-missing", number, "article", line.ArticleNumber ?? ""));
        else if (doses is <= 0 or > 10_000_000)
            problems.Add(ReadOrder.Problem("doses-out-of-range", number, "doses", $"{doses}"));
        if (!Kebab.TryParse<Purpose>(line.Purpose ?? "payable", out var purpose))
            problems.Add(
                ReadOrder.Problem("purpose-unknown", number, "purpose", line.Purpose!, "possible",
                    string.Join(", ", Kebab.All<Purpose>())));
        return problems.Count > before ? null
            : new ReadLine(number, line.ArticleNumber!, line.Doses!.Value, purpose, line);
    }
}
