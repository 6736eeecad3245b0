using System.Text.Json;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Resources;

/// <summary>Reads a list as it arrives, item by item, so that its memory is that of the largest item and of what the decoder keeps.</summary>
internal sealed class ListParser<T>(JsonStreamBuffer buffer, ResourceDecoder<T> decode)
{
    private readonly KeyReader _keys = new();
    private readonly List<ResourceEntry<T>> _entries = [];
    private JsonReaderState _state = new(JsonDecoding.ReaderOptions);
    private Position _position = Position.Start;
    private string? _resourceVersion;
    private string? _continue;
    private long? _remaining;

    private enum Position
    {
        Start,
        Envelope,
        Items,
        End,
    }

    internal ResourceList<T> Result => new(_entries, _resourceVersion ?? throw new JsonException("a list has no resourceVersion"), _continue, _remaining);

    /// <summary>Reads more of the stream than what was too little.</summary>
    /// <exception cref="EndOfStreamException">The stream ended in the middle of the list.</exception>
    internal async ValueTask FillAsync(CancellationToken ct)
    {
        // An item that is larger than what is there is parsed again only when twice as much is there: linear, not quadratic.
        int before = buffer.Unread.Length;
        while (await buffer.FillAsync(ct))
        {
            if (buffer.Unread.Length >= before * 2 || buffer.IsFull)
            {
                return;
            }
        }

        if (buffer.Unread.Length == before)
        {
            throw new EndOfStreamException("the list ended before it was complete");
        }
    }

    /// <summary>Understands as much as was read; true when the list is complete.</summary>
    /// <exception cref="JsonException">It is no list.</exception>
    internal bool Parse()
    {
        ReadOnlySpan<byte> unread = buffer.Unread.Span;
        Utf8JsonReader reader = new(unread, isFinalBlock: false, _state);
        long consumed = 0;
        while (_position != Position.End && Step(ref reader))
        {
            consumed = reader.BytesConsumed;
            _state = reader.CurrentState;
        }

        buffer.Advance((int)consumed);
        return _position == Position.End;
    }

    /// <summary>Reads one token of the envelope or one whole value; false if not all of it is there.</summary>
    private bool Step(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            return false;
        }

        switch (_position, reader.TokenType)
        {
            case (Position.Start, JsonTokenType.StartObject):
                _position = Position.Envelope;
                return true;
            case (Position.Envelope, JsonTokenType.EndObject):
                _position = Position.End;
                return true;
            case (Position.Envelope, JsonTokenType.PropertyName):
                return ReadProperty(ref reader);
            case (Position.Items, JsonTokenType.EndArray):
                _position = Position.Envelope;
                return true;
            case (Position.Items, JsonTokenType.StartObject):
                return ReadItem(ref reader);
            default:
                throw new JsonException("the answer is no list");
        }
    }

    private bool ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("items"u8))
        {
            if (!reader.Read())
            {
                return false;
            }

            _position = reader.TokenType switch
            {
                JsonTokenType.StartArray => Position.Items,
                JsonTokenType.Null => Position.Envelope,
                _ => throw new JsonException("the items of a list are no array"),
            };
            return true;
        }

        if (!reader.ValueTextEquals("metadata"u8))
        {
            return reader.Read() && reader.TrySkip();
        }

        if (!reader.Read() || !JsonDocument.TryParseValue(ref reader, out JsonDocument? document))
        {
            return false;
        }

        using (document)
        {
            _resourceVersion = document.RootElement.Text("resourceVersion"u8);
            _continue = document.RootElement.Text("continue"u8) is { Length: > 0 } next ? next : null;
            _remaining = document.RootElement.Number("remainingItemCount"u8);
        }

        return true;
    }

    private bool ReadItem(ref Utf8JsonReader reader)
    {
        if (!JsonDocument.TryParseValue(ref reader, out JsonDocument? document))
        {
            return false;
        }

        using (document)
        {
            JsonElement item = document.RootElement;
            _entries.Add(new ResourceEntry<T>(_keys.Read(item), KeyReader.ResourceVersion(item), decode(item)));
        }

        return true;
    }
}
