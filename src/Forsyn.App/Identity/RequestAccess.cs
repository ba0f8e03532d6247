using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.Core.Parties;

namespace Forsyn.App.Identity;

/// <summary>What somebody without access writes about themselves; nothing is checked yet.</summary>
public sealed record AccessApplication(
    string? Name, string? Workplace, string? Role, string? Email, string? Phone, string? HprNumber);

/// <summary>Fact: somebody asked for access; the mailbox that handles such requests on the day.</summary>
public sealed record AccessAsked(long Id, string Mailbox);

/// <summary>The number of a request, to be quoted by the one who asked.</summary>
public sealed record AccessReceipt(long Id);

/// <summary>Puts a request for access in the queue of those who manage people (CHN-002).</summary>
public static class RequestAccess
{
    /// <summary>Roles one may ask for: those who order. Others are given access by their employer.</summary>
    public static readonly IReadOnlyList<Role> Roles =
        [.. Enum.GetValues<Role>().Where(role => role <= Role.WholesalerClerk)];

    /// <summary>Anyone may ask; refuses access-request-faulty with all that is wrong at once.</summary>
    public static async Task<Result<AccessReceipt>> Run(
        Db db, AccessApplication application, Moment now, Once? once = null)
    {
        var faults = Check(application).ToList();
        if (faults.Count > 0)
            return new Refusal("access-request-faulty", new Dictionary<string, string>(), faults);
        return await db.Write<AccessReceipt>(async tx =>
        {
            var id = tx.Ids.Next();
            string[] said = [Tidy(application.Name), Tidy(application.Workplace), Tidy(application.Email),
                Tidy(application.Phone), Tidy(application.HprNumber)];
            var batch = new Batch(tx);
            batch.Add(
                "insert into access_request (id, name, workplace, email, phone, hpr_number, role, requested_at, " +
                "state, search) values (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)",
                [id, .. said, application.Role, now, string.Join(' ', said).ToLowerInvariant()]);
            AccessRequests.Append(batch, id, "asked", "", now, said[0]);
            Outbox.Append(batch, new AccessAsked(id, Contacts.On(now.Day, Contacts.ShopAccess)), now);
            await batch.Run();
            return new AccessReceipt(id);
        }, once);
    }

    static IEnumerable<Finding> Check(AccessApplication a)
    {
        if (Tidy(a.Name) is { Length: < 2 or > 100 }) yield return Fault("access-name", "name");
        if (Tidy(a.Workplace) is { Length: < 2 or > 200 }) yield return Fault("access-workplace", "workplace");
        if (!Kebab.TryParse<Role>(a.Role ?? "", out var role) || !Roles.Contains(role))
            yield return Fault("access-role", "role");
        var (email, phone, hpr) = (Tidy(a.Email), Tidy(a.Phone), Tidy(a.HprNumber));
        if (email == "" && phone == "") yield return Fault("access-contact", "email");
        if (email != ""
            && (email.Length > 200 || email.IndexOf('@') is < 1 || email.EndsWith('@') || email.Contains(' ')))
            yield return Fault("access-email", "email");
        if (phone != "" && (phone.Count(char.IsAsciiDigit) is < 8 or > 15
            || phone.Any(letter => !char.IsAsciiDigit(letter) && letter is not (' ' or '+'))))
            yield return Fault("access-phone", "phone");
        if (hpr != "" && (hpr.Length is < 6 or > 9 || !hpr.All(char.IsAsciiDigit)))
            yield return Fault("access-hpr", "hpr");
    }

    static Finding Fault(string code, string field) =>
        new(code, Severity.Block, null, [], "", new Dictionary<string, string> { ["field"] = field });

    static string Tidy(string? text) => text?.Trim() ?? "";
}
