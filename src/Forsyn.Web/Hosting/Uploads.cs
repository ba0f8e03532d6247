using Forsyn.App.Documents;

namespace Forsyn.Web.Hosting;

/// <summary>How much a page may be sent that takes files.</summary>
public static class Uploads
{
    const int FilesAtOnce = 3;

    /// <summary>Some of the largest files at once, and the form around them.</summary>
    public const long MostBytes = FilesAtOnce * (long)AttachmentCheck.LargestBytes + 2 * 1024 * 1024;
}
