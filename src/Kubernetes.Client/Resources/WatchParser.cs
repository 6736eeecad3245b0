using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Resources;

/// <summary>Cuts a stream of watch events into events. Each is decoded once, from pooled memory, into what the decoder keeps.</summary>
/// <remarks>The server ends each event by a line feed; that is only the sign to try, so that events over several lines are read too.</remarks>
internal sealed class WatchParser<T>(JsonStreamBuffer buffer, ResourceDecoder<T> decode)
{
    private readonly KeyReader _keys = new();
    private int _scanned;

    /// <summary>Reads on; false at the end of the stream.</summary>
    /// <exception cref="EndOfStreamException">The stream ended in the middle of an event.</exception>
    internal async ValueTask<bool> FillAsync(CancellationToken ct)
    {
        if (await buffer.FillAsync(ct))
        {
            return true;
        }

        if (buffer.Unread.Span.ContainsAnyExcept(" \t\r\n"u8))
        {
            throw new EndOfStreamException("the watch ended in the middle of an event");
        }

        return false;
    }

    /// <summary>The next event, if all of it was read.</summary>
    /// <exception cref="KubernetesApiException">The event is an error.</exception>
    /// <exception cref="JsonException">It is no watch event.</exception>
    internal bool TryParse(out WatchEvent<T> result)
    {
        while (TryReadFrame(out JsonDocument? frame))
        {
            using (frame)
            {
                if (TryDecode(frame.RootElement, out result))
                {
                    return true;
                }
            }
        }

        result = default;
        return false;
    }

    private bool TryReadFrame([NotNullWhen(true)] out JsonDocument? frame)
    {
        ReadOnlySpan<byte> unread = buffer.Unread.Span;
        frame = null;
        int start = unread.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0)
        {
            buffer.Advance(unread.Length);
            _scanned = 0;
            return false;
        }

        int from = Math.Max(start, _scanned);
        int lineEnd = unread[from..].IndexOf((byte)'\n');
        if (lineEnd < 0)
        {
            _scanned = unread.Length;
            return false;
        }

        lineEnd += from;
        if (TryReadLine(buffer.Unread[start..lineEnd], out frame))
        {
            buffer.Advance(lineEnd + 1);
            _scanned = 0;
            return true;
        }

        Utf8JsonReader reader = new(unread[start..], isFinalBlock: false, new JsonReaderState(JsonDecoding.ReaderOptions));
        if (!JsonDocument.TryParseValue(ref reader, out frame))
        {
            _scanned = unread.Length;
            return false;
        }

        buffer.Advance(start + (int)reader.BytesConsumed);
        _scanned = 0;
        return true;
    }

    /// <summary>Reads an event that is one line, as servers send them: one pass, in place. The document is valid until the buffer is filled again.</summary>
    private static bool TryReadLine(ReadOnlyMemory<byte> line, [NotNullWhen(true)] out JsonDocument? frame)
    {
        frame = null;
        if (!line.Span.TrimEnd((byte)'\r').EndsWith("}"u8))
        {
            return false;
        }

        try
        {
            frame = JsonDocument.Parse(line, JsonDecoding.DocumentOptions);
            return true;
        }
        catch (JsonException)
        {
            // The first line of several, two events in one line, or no JSON at all: the slower way finds out.
            return false;
        }
    }

    private bool TryDecode(JsonElement frame, out WatchEvent<T> result)
    {
        result = default;
        JsonElement resource = frame.Field("object"u8) ?? throw new JsonException("a watch event has no object");
        JsonElement type = frame.Field("type"u8) is { ValueKind: JsonValueKind.String } text ? text : throw new JsonException("a watch event has no type");
        WatchEventType known;
        if (type.ValueEquals("MODIFIED"u8))
        {
            known = WatchEventType.Modified;
        }
        else if (type.ValueEquals("ADDED"u8))
        {
            known = WatchEventType.Added;
        }
        else if (type.ValueEquals("DELETED"u8))
        {
            known = WatchEventType.Deleted;
        }
        else if (type.ValueEquals("BOOKMARK"u8))
        {
            result = new WatchEvent<T>(WatchEventType.Bookmark, default, default, KeyReader.ResourceVersion(resource));
            return true;
        }
        else if (type.ValueEquals("ERROR"u8))
        {
            throw KubernetesApiException.FromStatus(ApiStatus.Read(resource) ?? throw new JsonException("the error of a watch is no Status"));
        }
        else
        {
            // A type of a later version of the API: what it says cannot be known, what follows can.
            return false;
        }

        result = new WatchEvent<T>(known, _keys.Read(resource), decode(resource), KeyReader.ResourceVersion(resource));
        return true;
    }
}
