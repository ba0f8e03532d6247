using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness;
using Forsyn.App.Preparedness.Compensation;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Messages;

/// <summary>A statement that was sent, told to those who pay and those who answer it; the answer, told to the holder.
/// </summary>
static class CompensationMessages
{
    public static async Task<IReadOnlyList<MessageDraft>> OnMoved(Tx tx, StoredFact fact)
    {
        var moved = fact.As<StatementMoved>();
        var (kind, people) = moved.Step switch
        {
            CompensationStep.Send => (MessageKind.StatementSent, await Answering(tx, moved)),
            CompensationStep.Approve => (MessageKind.StatementApproved, await Holder(tx, moved)),
            _ => (MessageKind.StatementReturned, await Holder(tx, moved)),
        };
        return [new(kind, people, new Dictionary<string, string>
        {
            ["year"] = $"{moved.Year}", ["version"] = $"{moved.Version}",
        }, $"/preparedness/statements/{moved.Statement}")];
    }

    static Task<IReadOnlyList<string>> Holder(Tx tx, StatementMoved moved) =>
        Readers.At(tx, [moved.Holder], Policy.CompensationSend);

    // Whoever pays, and of those who may approve a statement only those who oversee the scheme.
    static async Task<IReadOnlyList<string>> Answering(Tx tx, StatementMoved moved)
    {
        var payers = await tx.List<long>("select y.id from compensation_payer p join party y on y.key = p.payer " +
            "where p.statement_id = @Statement", moved);
        var paying = await Readers.At(tx, payers, Policy.PreparednessReadAll);
        var people = await tx.List<PersonRow>("select p.persona, p.role, y.key as party from person p " +
            "left join party y on y.id = p.party_id where p.persona in @people order by p.id",
            new { people = InList.Of(await Readers.Who(tx, Policy.CompensationDecide)) });
        return Schemes.All.On(moved.Scheme, moved.LastDay) is { } scheme
            && BreachFollowUp.Plans.On(scheme.LegalBasis, moved.LastDay) is { } plan
            ? [.. people.Where(one => plan.MayLead(scheme, [Kebab.Read<Role>(one.Role)], one.Party))
                .Select(one => one.Persona).Union(paying)]
            : paying;
    }

    sealed class PersonRow
    {
        public string Persona { get; init; } = "";
        public string Role { get; init; } = "";
        public string? Party { get; init; }
    }
}
