using System.Diagnostics;

namespace Forsyn.App.Tests.Faults;

/// <summary>
/// A disk of some megabytes in memory, with ballast that can be thrown off. Mounting takes root; without it
/// the test is skipped and says so.
/// </summary>
sealed class SmallDisk : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("forsyn-disk-").FullName;

    public SmallDisk(int megabytes)
    {
        if (!OperatingSystem.IsLinux() || !Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=755", "tmpfs",
            Folder))
        {
            Directory.Delete(Folder);
            Assert.Skip("a disk can only be made small by root on Linux");
        }
    }

    string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Fills the disk but for so many bytes.</summary>
    public void LeaveFree(long bytes)
    {
        using var ballast = File.Create(Ballast);
        var piece = new byte[1 << 16];
        while (new DriveInfo(Folder).AvailableFreeSpace > bytes)
        {
            ballast.Write(piece);
            ballast.Flush();
        }
    }

    public void MakeRoom() => File.Delete(Ballast);

    public static bool Run(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    public void Dispose()
    {
        // A process that still looks at the disk keeps it until it looks away.
        Run("umount", "--lazy", Folder);
        Directory.Delete(Folder);
    }
}
