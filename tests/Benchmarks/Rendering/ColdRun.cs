using System.Diagnostics;

namespace Steersman.Benchmarks.Rendering;

/// <summary>Renders every chart once, from its archive, in this process: what that takes in time and memory.</summary>
/// <param name="Timings">In the order of the charts.</param>
/// <param name="StartKiB">The size of the process after the first charts, when what can be freed is freed: most of the code is there then.</param>
/// <param name="PeakKiB">Its largest size until the last chart was rendered.</param>
/// <param name="EndKiB">Its size afterwards, when what can be freed is freed.</param>
/// <param name="HeapGrowthKiB">How much more the objects take that are alive afterwards.</param>
internal sealed record ColdRun(IReadOnlyList<Timing> Timings, long StartKiB, long PeakKiB, long EndKiB, long HeapGrowthKiB)
{
    /// <summary>Charts at the beginning that are not counted: they bring the code into the process.</summary>
    public const int Uncounted = 20;

    private const int BytesPerKiB = 1024;

    public static ColdRun Measure(IReadOnlyList<string> charts)
    {
        List<Timing> timings = [.. charts.Take(Uncounted).Select(OwnRender.MeasureCold)];
        long heap = Collect();
        long start = Size();
        timings.AddRange(charts.Skip(Uncounted).Select(OwnRender.MeasureCold));
        using Process process = Process.GetCurrentProcess();
        long peak = process.PeakWorkingSet64 / BytesPerKiB;
        long growth = Collect() - heap;
        return new ColdRun(timings, start, peak, Size(), growth / BytesPerKiB);
    }

    private static long Size()
    {
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64 / BytesPerKiB;
    }

    /// <summary>Frees what can be freed, and gives the memory back to the system.</summary>
    private static long Collect()
    {
        for (int round = 0; round < 2; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
