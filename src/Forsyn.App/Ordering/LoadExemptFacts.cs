using System.Data.Common;
using Dapper;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>
/// Loads what proves the exemptions of an order: only where a line is of a product without marketing authorisation, so
/// that other orders cost nothing more.
/// </summary>
static class LoadExemptFacts
{
    public static async Task<JudgedOrder> Add(
        DbConnection connection, DbTransaction? transaction, JudgedOrder order, Caller caller)
    {
        if (order.Facts is not { } facts) return order;
        var said = order.Lines.ToDictionary(line => line.Number, line => line.Request.Exemption);
        if (!facts.Lines.Any(line => ExemptionRules.IsNeeded(line.Product) && said[line.Number] is not null))
            return order;
        var (files, approvals) = (Numbers(said.Values, e => e.Attachment), Numbers(said.Values, e => e.Approval));
        await using var reader = await connection.QueryMultipleAsync(
            $"""
            select id, purpose, party_id, uploaded_by, belongs_to from attachment where id in @files;
            select {ExemptionRow.Columns} from exemption e
                where e.id in @approvals and (e.party_id = @customer or e.reviewer_id = @customer)
            """,
            new { files = InList.Of(files), approvals = InList.Of(approvals), customer = order.CustomerId },
            transaction);
        var read = (await reader.ReadAsync<Attachment>())
            .Where(file => file.UploadedBy == caller.PersonaId || file.PartyId == order.CustomerId)
            .Where(file => file.PurposeValue == AttachmentPurpose.ExemptionApplication)
            .ToDictionary(file => $"{file.Id}",
                file => file.BelongsTo is null ? ApplicationFile.Ready : ApplicationFile.Used);
        var found = (await reader.ReadAsync<ExemptionRow>()).ToDictionary(row => $"{row.Id}", row => row.ToExemption());
        return order with
        {
            Facts = facts with
            {
                Lines = [.. facts.Lines.Select(line => ExemptionRules.IsNeeded(line.Product)
                    ? line with { Exemption = ReadExemption.Of(said[line.Number], read, found) } : line)],
            },
        };
    }

    static List<long> Numbers(IEnumerable<ExemptionRequest?> said, Func<ExemptionRequest, string?> of) =>
        [.. said.OfType<ExemptionRequest>().Select(of)
            .Select(text => long.TryParse(text, out var id) ? id : 0).Where(id => id > 0).Distinct().Order()];
}
