using System.Globalization;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>How busy the processors of this machine are. Budgets of time are for a machine that has time: a test that measures tells how much there was.</summary>
internal sealed class MachineLoad
{
    private readonly (long Busy, long All) _before = ProcessorTime();

    private MachineLoad()
    {
    }

    /// <summary>Which part of all processors' time was used since the beginning; 1 where that is not known.</summary>
    public double Busy
    {
        get
        {
            (long busy, long all) = ProcessorTime();
            return all == _before.All ? 1 : (busy - _before.Busy) / (double)(all - _before.All);
        }
    }

    public static MachineLoad Begin() => new();

    // Of all processors, since the machine's start, in ticks.
    private static (long Busy, long All) ProcessorTime()
    {
        if (!File.Exists("/proc/stat"))
        {
            return default;
        }

        long[] fields = [.. File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(field => long.Parse(field, CultureInfo.InvariantCulture))];
        return (fields.Sum() - fields[3] - fields[4], fields.Sum());
    }
}
