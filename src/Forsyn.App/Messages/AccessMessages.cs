using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;

namespace Forsyn.App.Messages;

/// <summary>The answer to somebody who asked for access (CHN-002): by e-mail, since they have nothing else.</summary>
static class AccessMessages
{
    /// <summary>The named mailbox and those who manage people are told that somebody asks.</summary>
    public static async Task<IReadOnlyList<MessageDraft>> OnAsked(Tx tx, StoredFact fact)
    {
        var asked = fact.As<AccessAsked>();
        return [new(MessageKind.AccessAsked, await Readers.Who(tx, Policy.PeopleManage),
            new Dictionary<string, string> { ["number"] = $"{asked.Id}" }, "/people/requests")
        {
            Address = asked.Mailbox,
        }];
    }

    public static async Task<IReadOnlyList<MessageDraft>> OnDecided(Tx tx, StoredFact fact)
    {
        var id = fact.As<AccessDecided>().Id;
        var request = await tx.One<AccessRequest>("select * from access_request where id = @id", new { id });
        if (request is not { Email.Length: > 0 }) return [];
        var approved = request.State == "approved";
        if (approved && request.Persona is { } person)
            await MessageSettings.Reach(tx, person, request.Email, Texts.Language.Nb);
        return [new(approved ? MessageKind.AccessApproved : MessageKind.AccessRefused, [],
            new Dictionary<string, string> { ["number"] = $"{id}" }, approved ? "/sign-in" : "/access")
        {
            Address = request.Email,
        }];
    }
}
