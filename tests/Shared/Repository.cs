namespace Forsyn.Tests;

/// <summary>The folder the tests were built from, and the files a reader of the repository meets there.</summary>
public static class Repository
{
    static readonly string[] NotOurs =
        [".git", "bin", "obj", "node_modules", "built", "TestResults", ".forsyn", ".vs", ".idea"];

    public static string Root { get; } = Find();

    static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Forsyn.slnx")))
            folder = Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException("no Forsyn.slnx above the tests");
        return folder;
    }

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>
    /// Paths below a folder ("" is the whole repository) with one of the endings, in order; build output is left out.
    /// </summary>
    public static IReadOnlyList<string> Files(string folder, params string[] endings) =>
        [.. Walk(Path.Combine(Root, folder)).Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => endings.Length == 0 || endings.Any(path.EndsWith)).Order(StringComparer.Ordinal)];

    static IEnumerable<string> Walk(string folder) =>
        Directory.Exists(folder)
            ? Directory.GetFiles(folder).Where(Ours)
                .Concat(Directory.GetDirectories(folder).Where(Ours).SelectMany(Walk))
            : [];

    static bool Ours(string path) => !NotOurs.Contains(Path.GetFileName(path));
}
