using System.Runtime.CompilerServices;

namespace Steersman.Architecture.Tests;

/// <summary>The folder that everything is in.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
