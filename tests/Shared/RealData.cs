namespace Forsyn.Tests;

/// <summary>
/// The folder of real files, named by FORSYN_DATA; a test that needs it is skipped where it is not set.
/// </summary>
public static class RealData
{
    public static string Folder()
    {
        var folder = Environment.GetEnvironmentVariable("FORSYN_DATA");
        if (string.IsNullOrEmpty(folder)) Assert.Skip("FORSYN_DATA is not set: the real files are not here");
        return Directory.Exists(folder) ? folder!
            : throw new DirectoryNotFoundException($"FORSYN_DATA names {folder}, which is not a folder");
    }

    public static string File(string name) => Path.Combine(Folder(), name);
}
