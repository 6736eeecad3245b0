using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Steersman.Releases.Drift;
using Steersman.Releases.Patching;

namespace Steersman.Releases.Planning;

/// <summary>The fields in which two objects differ, as <c>/spec/replicas: 1 -> 3</c>; elements of lists by their merge key or name, as <c>/spec/containers[name=web]/image</c>.</summary>
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
    /// <param name="before">The older one.</param>
    /// <param name="after">The newer one.</param>
    /// <param name="schema">What is known of their kind; null where nothing is.</param>
    public void Compare(JsonObject before, JsonObject after, PatchSchema? schema) => new FieldDifferences(static node => node is null, Add, new ListElements(Show, Reorder)).Compare(before, after, schema);

    private void Add(string path, JsonNode? before, JsonNode? after)
    {
        if (!HasRoom())
        {
            return;
        }

        string next = Text(after, hideAfter);

        // A new value that is secret tells that the old one was.
        bool isSecret = after is not null && next.Contains(Masked, StringComparison.Ordinal);
        string old = before is not null && isSecret ? Masked : Text(before, hideBefore);
        _texts.Add($"{CutPath(path)}: {old} -> {next}");
    }

    private void Reorder(string path)
    {
        if (HasRoom())
        {
            _texts.Add($"{CutPath(path)}: another order");
        }
    }

    private bool HasRoom()
    {
        if (_texts.Count < PlanSummary.MaxFields)
        {
            return true;
        }

        _more++;
        return false;
    }

    private string Show(string key) => hideBefore is null || hideAfter is null ? Masked : hideAfter(hideBefore(key));

    private static string CutPath(string path) => path.Length <= MaxPath ? path : string.Concat(path.AsSpan(0, MaxPath - 1), "…");

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
