using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Identity;

namespace Forsyn.App.Fulfilment.GoodsIn;

/// <summary>Photos and certificates that are attached to what came.</summary>
static class GoodsFiles
{
    /// <param name="unused">And belong to nothing yet.</param>
    /// <summary>Whether all files are the caller's own and of the purpose.</summary>
    public static async Task<bool> Mine(
        Tx tx, IReadOnlyList<long> files, AttachmentPurpose purpose, Caller caller, bool unused) =>
        files.Count == 0 || files.Distinct().Count() == await tx.One<long>(
            "select count(*) from attachment where id in @files and uploaded_by = @PersonaId and purpose = @purpose" +
            (unused ? " and belongs_to is null" : ""),
            new { files = InList.Of(files), caller.PersonaId, purpose = Kebab.Of(purpose) });
}
