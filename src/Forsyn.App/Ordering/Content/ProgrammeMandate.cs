using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Parties;

namespace Forsyn.App.Ordering.Content;

/// <summary>Whether somebody may act for the party that has a duty on a day: by role, and by mandate.</summary>
static class ProgrammeMandate
{
    public static async Task<Refusal?> Missing(Tx tx, Duty duty, string policy, DateOnly day, Caller caller)
    {
        if (!caller.May(policy)) return Refusal.Of("not-allowed", "policy", policy);
        var own = await tx.One<string>("select key from party where id = @party", new { party = caller.Party ?? 0 });
        var holder = Mandate.Of(duty, day)?.Party.Value;
        return own is not null && own == holder ? null
            : Refusal.Of("programme-mandate", "duty", Kebab.Of(duty), "party", holder ?? "–");
    }

    /// <summary>Locks what is written of a programme, so that two who write come one after the other.</summary>
    public static async Task Lock(Tx tx, string programme)
    {
        if (tx.Kind == DbKind.Postgres)
            await tx.List<long>("select id from programme_change where programme = @programme order by id for update",
                new { programme });
    }
}
