using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Parties;

namespace Forsyn.App.Parties;

/// <summary>The person that an approved request made.</summary>
public sealed record NewPerson(string Persona, string Name, Role Role, long Party);

/// <summary>
/// Approves a request for access: makes a person who acts for a party, and takes the request out of the queue. Refuses
/// access-request-unknown, access-request-decided, party-unknown and party-not-a-customer.
/// </summary>
public static class ApproveAccess
{
    /// <param name="party">Key of the customer the person will order for.</param>
    /// <param name="reason">What should be said of the decision, if anything.</param>
    public static Task<Result<NewPerson>> Run(
        Db db, long id, string? party, Moment now, Caller caller, string? reason = null) =>
        db.Write<NewPerson>(async tx =>
        {
            var locked = await AccessRequests.Lock(tx, id);
            if (!locked.Ok) return locked.Refusal!;
            var request = locked.Value;
            var holder = await tx.One<PartyRow>(
                "select id, type, municipality_number from party where key = @party", new { party });
            if (holder is null) return Refusal.Of("party-unknown", "party", party ?? "");
            if (!Kebab.Read<PartyType>(holder.Type).IsCustomer())
                return Refusal.Of("party-not-a-customer", "party", party!);
            var persona = await FreeName(tx, request.Name);
            await tx.Do(
                "insert into person (id, persona, name, role, party_id, municipality_number, hpr_number) " +
                "values (@id, @persona, @Name, @Role, @holder, @MunicipalityNumber, @hpr)",
                new
                {
                    id = tx.Ids.Next(), persona, request.Name, request.Role, holder = holder.Id,
                    holder.MunicipalityNumber, hpr = request.HprNumber == "" ? null : request.HprNumber,
                });
            await AccessRequests.Decide(tx, id, "approved", reason?.Trim() ?? "", persona, now, caller);
            return new NewPerson(persona, request.Name, Kebab.Read<Role>(request.Role), holder.Id);
        }, caller.Once);

    /// <summary>The name in plain letters, with a number behind it where somebody has it already.</summary>
    static async Task<string> FreeName(Tx tx, string name)
    {
        var plain = string.Concat(name.ToLowerInvariant().Select(letter => letter switch
        {
            'æ' => "ae", 'ø' or 'ö' => "o", 'å' or 'ä' => "a",
            _ when char.IsAsciiLetterOrDigit(letter) => letter.ToString(),
            _ => "-",
        })).Trim('-');
        if (plain == "") plain = "person";
        var taken = (await tx.List<string>("select persona from person where persona like @start",
            new { start = plain + "%" })).ToHashSet();
        if (!taken.Contains(plain)) return plain;
        var number = 2;
        while (taken.Contains($"{plain}-{number}")) number++;
        return $"{plain}-{number}";
    }

    sealed class PartyRow
    {
        public long Id { get; init; }
        public string Type { get; init; } = "";
        public string? MunicipalityNumber { get; init; }
    }
}
