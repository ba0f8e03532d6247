using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Identity;

namespace Forsyn.App.Preparedness.FollowUp;

static class WrittenFile
{
    /// <summary>A file that was sent before and that the caller may read.</summary>
    public static async Task<long?> Attachment(this WrittenForm written, Db db, long? id, Caller caller)
    {
        if (id is { } file && !(await Attachments.Find(db, file, caller)).Ok)
            written.Fault("follow-up-file", "id", $"{id}");
        return id;
    }
}
