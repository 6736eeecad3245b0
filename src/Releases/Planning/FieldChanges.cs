using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Steersman.Releases.Drift;

namespace Steersman.Releases.Planning;

/// <summary>The fields in which two objects differ, as <c>/spec/replicas: 1 -> 3</c>.</summary>
/// <param name="hideBefore">Takes secret texts out of old values; null shows none of them.</param>
/// <param name="hideAfter">Takes secret texts out of new values; null shows none of them.</param>
internal sealed class FieldChanges(Func<string, string>? hideBefore, Func<string, string>? hideAfter)
{
    private const int MaxValue = 64;
    private const int MaxPath = 200;
    private const string Masked = "***";
    private const string Absent = "absent";

    private readonly List<string> _texts = [];
    private int _more;

    /// <summary>The differences, at most <see cref="PlanSummary.MaxFields"/>, and how many more there are.</summary>
    public IReadOnlyList<string> Texts => _more == 0 ? _texts : [.. _texts, $"and {_more} more"];

    /// <summary>Compares two objects; fields that are null are absent.</summary>
    public void Compare(JsonObject before, JsonObject after) => new FieldDifferences(static node => node is null, Add).Compare(before, after);

    private void Add(string path, JsonNode? before, JsonNode? after)
    {
        if (_texts.Count >= PlanSummary.MaxFields)
        {
            _more++;
            return;
        }

        string next = Text(after, hideAfter);

        // A new value that is secret tells that the old one was.
        bool isSecret = after is not null && next.Contains(Masked, StringComparison.Ordinal);
        string old = before is not null && isSecret ? Masked : Text(before, hideBefore);
        _texts.Add($"{(path.Length <= MaxPath ? path : $"{path.AsSpan(0, MaxPath - 1)}…")}: {old} -> {next}");
    }

    private static string Text(JsonNode? node, Func<string, string>? hide) => node switch
    {
        null => Absent,
        _ when hide is null => Masked,
        JsonObject => "{…}",
        JsonArray => "[…]",
        JsonValue value when value.TryGetValue(out string? text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Cut(hide(text)))}\"",
        _ => hide(node.ToJsonString()),
    };

    private static string Cut(string text) => text.Length <= MaxValue ? text : string.Concat(text.AsSpan(0, MaxValue - 1), "…");
}
