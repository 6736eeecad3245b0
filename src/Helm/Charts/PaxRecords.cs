using System.Globalization;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Charts;

/// <summary>The records of a PAX header: lines <c>LENGTH KEY=VALUE</c>.</summary>
internal static class PaxRecords
{
    private const string InvalidHeader = "archive/tar: invalid tar header";

    /// <summary>The records by key, the last one of a key winning.</summary>
    /// <exception cref="HelmException">They are broken.</exception>
    public static Dictionary<string, string> Parse(ReadOnlySpan<byte> bytes)
    {
        Dictionary<string, string> records = new(StringComparer.Ordinal);
        while (bytes.Length > 0)
        {
            int space = bytes.IndexOf((byte)' ');
            if (space < 0 || !int.TryParse(bytes[..space], NumberStyles.None, CultureInfo.InvariantCulture, out int length) || length <= space + 1 || length > bytes.Length
                || bytes[length - 1] != '\n')
            {
                throw new HelmException(InvalidHeader);
            }

            ReadOnlySpan<byte> record = bytes[(space + 1)..(length - 1)];
            int equals = record.IndexOf((byte)'=');
            if (equals <= 0)
            {
                throw new HelmException(InvalidHeader);
            }

            records[GoString.FromBytes(record[..equals])] = GoString.FromBytes(record[(equals + 1)..]);
            bytes = bytes[length..];
        }

        return records;
    }

    /// <summary>A time in seconds with a fraction; null where the text is none.</summary>
    public static Timestamp? Time(string text)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds)
            || Math.Abs(seconds) > long.MaxValue / 1_000_000_000)
        {
            return null;
        }

        decimal whole = Math.Floor(seconds);
        int nanoseconds = (int)((seconds - whole) * 1_000_000_000);
        Timestamp time = FromUnixSeconds((long)whole);
        return time with { Time = time.Time.AddTicks(nanoseconds / 100), Nanoseconds = nanoseconds % 100 };
    }

    /// <summary>The time in UTC; zero where .NET's calendar does not reach.</summary>
    public static Timestamp FromUnixSeconds(long seconds)
    {
        long first = DateTimeOffset.MinValue.ToUnixTimeSeconds();
        long last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();
        return seconds < first || seconds >= last ? default : new Timestamp(DateTimeOffset.FromUnixTimeSeconds(seconds));
    }
}
