using System.Globalization;
using Steersman.Yaml;

namespace Steersman.Kustomize.Patches;

/// <summary>The operations of a JSON 6902 patch on one document, with the ways and words of json-patch v4. Not thread-safe.</summary>
internal sealed class JsonPatchRun(JsonValue root, Budget budget)
{
    private const string Missing = "missing value";
    private const string InvalidIndex = "invalid index referenced";

    public JsonValue Root { get; private set; } = root;

    /// <exception cref="KustomizeException">The operation cannot be done.</exception>
    public void Do(JsonOperation operation)
    {
        switch (operation.Op)
        {
            case "add":
                string path = operation.Path ?? throw Wrong("add operation failed to decode path", Missing);
                Add(Find(path, "add operation does not apply: doc is missing path: \"" + path + "\""), operation.Value, $"error in add for path: '{path}'");
                break;
            case "remove":
                path = operation.Path ?? throw Wrong("remove operation failed to decode path", Missing);
                Remove(Find(path, "remove operation does not apply: doc is missing path: \"" + path + "\""), $"error in remove for path: '{path}'");
                break;
            case "replace":
                Replace(operation, Path(operation, "replace operation failed to decode path"));
                break;
            case "move":
                Move(operation);
                break;
            case "test":
                Test(operation, Path(operation, "test operation failed to decode path"));
                break;
            case "copy":
                Copy(operation);
                break;
            default:
                throw new KustomizeException($"Unexpected kind: {operation.Op}");
        }
    }

    private static string Path(JsonOperation operation, string what) =>
        operation.Path ?? throw Wrong(what, operation.PathProblem ?? $"operation missing path field: {Missing}");

    private static string From(JsonOperation operation, string what) =>
        operation.From ?? throw Wrong(what, operation.FromProblem ?? $"operation, missing from field: {Missing}");

    private void Replace(JsonOperation operation, string path)
    {
        if (path.Length == 0)
        {
            Root = operation.Value switch
            {
                null => throw new KustomizeException("replace operation does not apply: it has no value"),
                { Fields: null, Items: null } => Root,
                { } value => value,
            };
            return;
        }

        (JsonValue container, string key) = Find(path, $"replace operation does not apply: doc is missing path: {path}");
        if (container.Fields is { } fields)
        {
            fields[key] = operation.Value;
            return;
        }

        if (!TryIndex(key, container.Items!.Count, out int index, out _))
        {
            throw Wrong($"replace operation does not apply: doc is missing key: {path}", Missing);
        }

        container.Items![index] = operation.Value;
    }

    private void Move(JsonOperation operation)
    {
        string from = From(operation, "move operation failed to decode from");
        (JsonValue Container, string Key) source = Find(from, $"move operation does not apply: doc is missing from path: {from}");
        JsonValue? value = Get(source, $"error in move for path: '{source.Key}'");
        Remove(source, $"error in move for path: '{source.Key}'");
        string path = Path(operation, "move operation failed to decode path");
        Add(Find(path, $"move operation does not apply: doc is missing destination path: {path}"), value, $"error in move for path: '{path}'");
    }

    private void Copy(JsonOperation operation)
    {
        string from = From(operation, "copy operation failed to decode from");
        (JsonValue, string) source = Find(from, $"copy operation does not apply: doc is missing from path: {from}");
        JsonValue? value = Get(source, $"error in copy for from: '{from}'");
        string path = operation.Path ?? throw Wrong("copy operation failed to decode path", Missing);
        Add(Find(path, $"copy operation does not apply: doc is missing destination path: {path}"), value?.Copy(budget), "error while adding value during copy");
    }

    private void Test(JsonOperation operation, string path)
    {
        JsonValue? value = Root;
        if (path.Length > 0)
        {
            value = Get(Find(path, $"test operation does not apply: is missing path: {path}"), $"error in test for path: '{path}'");
        }

        if (operation.Value is null || !JsonValue.AreEqual(value, operation.Value))
        {
            throw Wrong($"testing value {path} failed", "test failed");
        }
    }

    /// <summary>The collection that holds what a path names, and the last part of the path.</summary>
    private (JsonValue Container, string Key) Find(string path, string otherwise)
    {
        string[] parts = path.Split('/');
        JsonValue? container = parts.Length < 2 ? null : Root;
        for (int index = 1; index < parts.Length - 1 && container is not null; index++)
        {
            string part = Decode(parts[index]);
            container = container.Fields is { } fields
                ? fields.GetValueOrDefault(part)
                : container.Items is { } items && TryIndex(part, items.Count, out int at, out _) ? items[at] : null;
        }

        return container is { Fields: not null } or { Items: not null } ? (container, Decode(parts[^1])) : throw Wrong(otherwise, Missing);
    }

    private static JsonValue? Get((JsonValue Container, string Key) place, string what)
    {
        if (place.Container.Fields is { } fields)
        {
            return fields.GetValueOrDefault(place.Key);
        }

        return TryIndex(place.Key, place.Container.Items!.Count, out int index, out string problem) ? place.Container.Items[index] : throw Wrong(what, problem);
    }

    private static void Add((JsonValue Container, string Key) place, JsonValue? value, string what)
    {
        if (place.Container.Fields is { } fields)
        {
            fields[place.Key] = value;
            return;
        }

        List<JsonValue?> items = place.Container.Items!;
        if (place.Key == "-")
        {
            items.Add(value);
        }
        else if (TryIndex(place.Key, items.Count + 1, out int index, out string problem))
        {
            items.Insert(index, value);
        }
        else
        {
            throw Wrong(what, problem.StartsWith("strconv", StringComparison.Ordinal) ? $"value was not a proper array index: '{place.Key}': {problem}" : problem);
        }
    }

    private static void Remove((JsonValue Container, string Key) place, string what)
    {
        if (place.Container.Fields is { } fields)
        {
            if (!fields.Remove(place.Key))
            {
                throw Wrong(what, $"Unable to remove nonexistent key: {place.Key}: {Missing}");
            }

            return;
        }

        if (!TryIndex(place.Key, place.Container.Items!.Count, out int index, out string problem))
        {
            throw Wrong(what, problem);
        }

        place.Container.Items!.RemoveAt(index);
    }

    /// <summary>Go's <c>strconv.Atoi</c>, and negative numbers from the end.</summary>
    private static bool TryIndex(string text, int count, out int index, out string problem)
    {
        problem = "";
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out index))
        {
            problem = $"strconv.Atoi: parsing {QuotedText.Quote(text)}: {(long.TryParse(text, out _) ? "value out of range" : "invalid syntax")}";
            return false;
        }

        if (index >= count || index < -count)
        {
            problem = $"Unable to access invalid index: {index}: {InvalidIndex}";
            return false;
        }

        index = index < 0 ? index + count : index;
        return true;
    }

    private static string Decode(string part) => part.Contains('~') ? part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal) : part;

    private static KustomizeException Wrong(string what, string why) => new($"{what}: {why}");
}
