using System.Runtime.InteropServices;

namespace Steersman.Operator.Hosting;

/// <summary>Tells the C library to give back what compilers and compressors needed for a moment.</summary>
internal static class NativeMemory
{
    // malloc.h
    private const int MmapThreshold = -3;

    // What the JIT compiler and zlib ask for is larger, what they keep is smaller.
    private const int LargestKept = 64 * 1024;

    /// <summary>
    /// Larger blocks are mapped, and unmapped when they are freed. By default glibc raises that bound with the first large block that is freed, takes later ones from heaps, one for every few threads,
    /// and cannot give these back for the small blocks in between. Does nothing where the C library is another one.
    /// </summary>
    public static void ReturnLargeBlocks()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = SetOption(MmapThreshold, LargestKept);
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            // musl returns them by itself.
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int option, int value);
}
