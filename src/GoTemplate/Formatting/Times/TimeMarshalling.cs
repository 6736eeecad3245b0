using System.Buffers.Binary;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>The methods of Go's <c>time.Time</c> that make bytes of it.</summary>
internal static class TimeMarshalling
{
    private const int SecondsPerHour = 3600;

    /// <summary>Why a time has no form in RFC 3339, which JSON and texts want; null where it has one.</summary>
    public static string? StrictError(GoTime time) => time.Date.Year is < 0 or > 9999
        ? "year outside of range [0,9999]"
        : Math.Abs(time.Zone.Offset) >= 24 * SecondsPerHour ? "timezone hour outside of range [0,23]" : null;

    /// <summary><c>MarshalText</c> and <c>AppendText</c>.</summary>
    public static byte[] Text(GoTime time, string method) => StrictError(time) is { } error
        ? throw new FunctionException($"Time.{method}: {error}")
        : GoString.ToBytes(time.Format(TimeMethods.Rfc3339Nano));

    /// <summary><c>MarshalJSON</c>.</summary>
    public static byte[] Json(GoTime time) => [(byte)'"', .. Text(time, "MarshalJSON"), (byte)'"'];

    /// <summary><c>MarshalBinary</c>, <c>AppendBinary</c> and <c>GobEncode</c>: a version, seconds since year 1, nanoseconds, and the offset in minutes and seconds.</summary>
    public static byte[] Binary(GoTime time)
    {
        const int Length = 15;
        int offset = time.Zone.Offset;
        bool isUtc = ReferenceEquals(time.Location, GoLocation.Utc);
        int minutes = isUtc ? -1 : offset / 60;
        int seconds = isUtc ? 0 : offset % 60;
        if (!isUtc && minutes is < short.MinValue or -1 or > short.MaxValue)
        {
            throw new FunctionException("Time.MarshalBinary: unexpected zone offset");
        }

        byte[] bytes = new byte[seconds == 0 ? Length : Length + 1];
        bytes[0] = seconds == 0 ? (byte)1 : (byte)2;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), time.SecondsOfEra);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(9), time.Nanoseconds);
        BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(13), (short)minutes);
        if (seconds != 0)
        {
            bytes[Length] = unchecked((byte)(sbyte)seconds);
        }

        return bytes;
    }
}
