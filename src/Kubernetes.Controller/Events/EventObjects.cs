using System.Text;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Kubernetes.Controller.Events;

/// <summary>Makes the objects and patches of events.k8s.io/v1 (client-go <c>tools/events</c>).</summary>
internal static class EventObjects
{
    /// <summary>The server refuses longer notes (k8s.io/api/events/v1).</summary>
    internal const int MaxNoteBytes = 1024;

    private const int MaxWord = 128;

    // As client-go: the name is the object's and a time, so that events of one object sort and do not clash.
    internal static NamespacedName NewName(EventEntry entry, Random random)
    {
        string name = entry.Regarding.Name.Length > 200 ? entry.Regarding.Name[..200].TrimEnd('.', '-') : entry.Regarding.Name;
        long ticks = entry.Time.UtcTicks;
        return new NamespacedName(entry.Regarding.Namespace ?? "default", $"{name.ToLowerInvariant().Replace(':', '-')}.{ticks:x}{random.Next(0x1000):x3}");
    }

    internal static Event New(NamespacedName name, EventEntry entry, EventRecorderOptions options)
    {
        Event made = new(name)
        {
            EventTime = entry.Time,
            Type = entry.Key.Type.ToString(),
            Reason = entry.Key.Reason,
            Action = entry.Key.Action,
            Note = entry.Key.Note,
        };
        made.Content["reportingController"] = options.Controller;
        made.Content["reportingInstance"] = Word(options.Instance);
        made.Content["regarding"] = entry.Regarding.ToJson();
        if (entry.Related is not null)
        {
            made.Content["related"] = entry.Related.ToJson();
        }

        foreach ((string key, string value) in entry.Annotations ?? System.Collections.Immutable.ImmutableDictionary<string, string>.Empty)
        {
            made.Metadata.Annotations[key] = value;
        }

        return made;
    }

    internal static Patch SeriesPatch(EventSeries series) => Patch.Merge(new JsonObject
    {
        ["series"] = new JsonObject
        {
            ["count"] = series.Count,
            ["lastObservedTime"] = KubernetesTime.FormatMicro(series.LastSeen),
        },
    });

    internal static string Word(string text) => text.Length > MaxWord ? text[..MaxWord] : text;

    /// <summary>Cuts a note to what the server takes, at the end of a character.</summary>
    internal static string Note(string text)
    {
        if (text.Length * 3 <= MaxNoteBytes || Encoding.UTF8.GetByteCount(text) <= MaxNoteBytes)
        {
            return text;
        }

        const char End = '…';
        StringBuilder cut = new();
        int bytes = new Rune(End).Utf8SequenceLength;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxNoteBytes)
            {
                break;
            }

            cut.Append(rune.ToString());
        }

        return cut.Append(End).ToString();
    }
}
