using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Steersman.Kubernetes.Status.Drift;

/// <summary>A hash (FNV-1a, 64 bits) over JSON by its meaning: the same however texts are escaped.</summary>
internal ref struct FieldHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public FieldHash() => Value = Offset;

    public ulong Value { get; private set; }

    public void Add(string? text)
    {
        Add((byte)'"');
        foreach (char unit in text ?? "")
        {
            Add((byte)unit);
            Add((byte)(unit >> 8));
        }
    }

    public void Add(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                AddWithout(element, []);
                break;
            case JsonValueKind.Array:
                Add((byte)'[');
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Add(item);
                }

                Add((byte)']');
                break;
            case JsonValueKind.String:
                Add(element.GetString());
                break;
            default:
                Add(JsonMarshal.GetRawUtf8Value(element));
                break;
        }
    }

    /// <summary>Adds an object but for the member of that name; an empty name leaves out none.</summary>
    public void AddWithout(JsonElement element, ReadOnlySpan<byte> left)
    {
        Add((byte)'{');
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (left.IsEmpty || !property.NameEquals(left))
            {
                AddName(property);
                Add(property.Value);
            }
        }

        Add((byte)'}');
    }

    // Most names are plain; those of list items (k:{"name":"app"}) come escaped in one way or another.
    private void AddName(JsonProperty property)
    {
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8PropertyName(property);
        if (raw.Contains((byte)'\\'))
        {
            raw = Encoding.UTF8.GetBytes(property.Name);
        }

        Add((byte)':');
        Add(raw);
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (byte each in bytes)
        {
            Add(each);
        }
    }

    private void Add(byte value) => Value = unchecked((Value ^ value) * Prime);
}
