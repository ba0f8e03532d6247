using System.Data.Common;
using Dapper;
using Forsyn.App.Identity;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>Loads what the register says of the customer, only where a line is yellow fever vaccine.</summary>
static class LoadYellowFeverFacts
{
    public static async Task<JudgedOrder> Add(
        DbConnection connection, DbTransaction? transaction, JudgedOrder order, OrderRequest request, Caller caller)
    {
        if (order.Facts is not { } facts
            || !facts.Lines.Any(line => line.Product.Has(ProductGroups.YellowFever))) return order;
        await using var reader = await connection.QueryMultipleAsync(
            "select municipal from party where id = @customer; " +
            "select hpr_number, granted_on, withdrawn_on from yellow_fever_grant where party_id = @customer; " +
            "select hpr_number from person where persona = @PersonaId",
            new { customer = order.CustomerId, caller.PersonaId }, transaction);
        var municipal = await reader.ReadFirstOrDefaultAsync<bool>();
        var grants = (await reader.ReadAsync<GrantRow>()).Select(row => row.ToGrant()).ToList();
        var own = await reader.ReadFirstOrDefaultAsync<string?>();
        // The desk registers for somebody else, whose number stands on the requisition.
        var hpr = caller.May(Policy.OrderRegister) ? facts.Requisitioner.HprNumber : own;
        var said = request.YellowFever;
        return order with
        {
            Facts = facts with
            {
                YellowFever = new(municipal, grants, hpr,
                    said is null ? null : new(said.AuthorisedBody ?? false, said.Physician ?? false)),
            },
        };
    }

    sealed class GrantRow
    {
        public string? HprNumber { get; init; }
        public DateOnly GrantedOn { get; init; }
        public DateOnly? WithdrawnOn { get; init; }

        public YellowFeverGrant ToGrant() => new(HprNumber, GrantedOn, WithdrawnOn);
    }
}
