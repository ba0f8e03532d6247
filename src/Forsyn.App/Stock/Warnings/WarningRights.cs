using Forsyn.App.Identity;
using Forsyn.Core.Parties;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Warnings;

/// <summary>Who may be told what: nobody is warned of stock the person may not read.</summary>
static class WarningRights
{
    /// <summary>Asked when somebody subscribes, and again each time a subscription is judged.</summary>
    public static bool May(IReadOnlyList<Role> roles, long? party, WarningKind kind, WarningArea area) => area switch
    {
        WarningArea.Own => party is not null && Access.Allows(roles, Policy.StockOwn),
        // The desk recalls lots in the whole country and follows them there.
        _ => Access.Allows(roles, Policy.StockNational)
            || (kind == WarningKind.OpenRecall && Access.Allows(roles, Policy.LotControl)),
    };
}
