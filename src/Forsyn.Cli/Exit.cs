namespace Forsyn.Cli;

/// <summary>Exit codes, the same for every command.</summary>
public static class Exit
{
    public const int Done = 0, Failed = 1, Refused = 2;
}
