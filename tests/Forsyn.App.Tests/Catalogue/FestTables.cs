using System.Text;
using Dapper;
using Forsyn.App.Database;

namespace Forsyn.App.Tests.Catalogue;

/// <summary>Reads the FEST tables whole, and makes small FEST files.</summary>
static class FestTables
{
    static readonly string[] Names =
    [
        "brand", "package", "ingredient", "bound_condition", "reimbursed", "bar_code", "content", "price", "substance",
        "substance_form", "strength", "substitution_group", "reimbursement", "reimbursement_code",
        "reimbursement_code_condition", "condition", "condition_value", "notice", "notice_code", "notice_reference",
    ];

    /// <summary>All that is kept, ids of versions included; the log of imports is left out.</summary>
    public static async Task<string> Content(Db db)
    {
        var text = new StringBuilder();
        await using var connection = await db.Read();
        foreach (var table in Names.Append("entry"))
        {
            var rows = await connection.QueryAsync($"select * from fest_{table}");
            var lines = rows.Select(row => string.Join('|', ((IDictionary<string, object?>)row)
                .Select(cell => $"{cell.Value}")));
            foreach (var line in lines.Order(StringComparer.Ordinal)) text.Append(table).Append(' ').AppendLine(line);
        }
        return text.ToString();
    }

    public static string Entry(string xml, string element, int index)
    {
        var from = -1;
        for (var i = 0; i <= index; i++) from = xml.IndexOf($"<{element}>", from + 1, StringComparison.Ordinal);
        return xml[from..(xml.IndexOf($"</{element}>", from, StringComparison.Ordinal) + element.Length + 3)];
    }

    public static string File(string day, string catalogue, string entries) =>
        $"<FEST xmlns=\"http://www.kith.no/xmlstds/eresept/m30/2014-12-01\"><HentetDato>{day}T06:00:00Z</HentetDato>" +
        $"<{catalogue}>{entries}</{catalogue}></FEST>";
}
