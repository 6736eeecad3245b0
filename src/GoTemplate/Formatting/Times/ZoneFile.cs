using System.Buffers.Binary;
using System.Text;

namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>Reads the 64-bit part of a TZif file (RFC 8536).</summary>
internal static class ZoneFile
{
    private const int HeaderLength = 44;

    public static ZoneTable Read(ReadOnlySpan<byte> file)
    {
        int utc = Count(file, 0);
        int standard = Count(file, 1);
        int leaps = Count(file, 2);
        int times = Count(file, 3);
        int types = Count(file, 4);
        int names = Count(file, 5);
        ReadOnlySpan<byte> timeData = file[HeaderLength..];
        ReadOnlySpan<byte> indexData = timeData[(times * 8)..];
        ReadOnlySpan<byte> typeData = indexData[times..];
        ReadOnlySpan<byte> nameData = typeData[(types * 6)..];
        ReadOnlySpan<byte> footer = nameData[(names + (leaps * 12) + standard + utc)..];

        long[] starts = new long[times];
        int[] kinds = new int[times];
        for (int index = 0; index < times; index++)
        {
            starts[index] = BinaryPrimitives.ReadInt64BigEndian(timeData[(index * 8)..]);
            kinds[index] = indexData[index];
        }

        ZoneType[] zones = new ZoneType[types];
        for (int index = 0; index < types; index++)
        {
            ReadOnlySpan<byte> type = typeData[(index * 6)..];
            ReadOnlySpan<byte> name = nameData[type[5]..];
            zones[index] = new(Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]), BinaryPrimitives.ReadInt32BigEndian(type), type[4] != 0);
        }

        string rule = Encoding.ASCII.GetString(footer).Trim('\n');
        return new ZoneTable(starts, kinds, zones, rule.Length == 0 ? null : ZoneRule.Parse(rule));
    }

    private static int Count(ReadOnlySpan<byte> file, int index) => BinaryPrimitives.ReadInt32BigEndian(file[(20 + (index * 4))..]);
}
