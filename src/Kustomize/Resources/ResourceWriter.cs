using System.Globalization;
using System.Text;
using Steersman.Kustomize.Nodes;
using Steersman.Yaml;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Resources;

/// <summary>Writes objects as kustomize does (<c>AsYaml</c>): through JSON and sigs.k8s.io/yaml, keys sorted.</summary>
internal static class ResourceWriter
{
    /// <summary>The stream of the objects.</summary>
    /// <exception cref="KustomizeException">An object holds what JSON cannot.</exception>
    public static string Write(IEnumerable<Resource> resources)
    {
        StringBuilder text = new();
        foreach (Resource resource in resources)
        {
            text.Append(text.Length == 0 ? "" : "---\n").Append(Write(resource));
        }

        return text.ToString();
    }

    private static string Write(Resource resource)
    {
        object? value;
        try
        {
            value = NodeDecoder.Decode(resource.Root!, isWritten: true);
        }
        catch (YamlException exception)
        {
            throw new KustomizeException($"{GoSyntax.Map(null)}: {exception.Message}", $"{resource.CurId}: {exception.Message}");
        }

        try
        {
            using YamlWriter writer = new(YamlStyle.V2);
            Write(writer, value);
            return writer.ToString();
        }
        catch (KustomizeException exception)
        {
            throw new KustomizeException($"{GoSyntax.Map(NodeDecoder.Decode(resource.Root!, isWritten: false) as Dictionary<string, object?>)}: {exception.Message}", $"{resource.CurId}: {exception.Summary}");
        }
    }

    private static void Write(YamlWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.Null();
                break;
            case bool truth:
                writer.Bool(truth);
                break;
            case long number:
                writer.Int64(number);
                break;
            case ulong number:
                writer.UInt64(number);
                break;
            case double number:
                WriteNumber(writer, number);
                break;
            case string text:
                writer.String(Text(text));
                break;
            case YamlTime time:
                writer.String(time.ToString());
                break;
            case List<object?> list:
                writer.BeginList(list.Count);
                list.ForEach(item => Write(writer, item));
                writer.End();
                break;
            case Dictionary<string, object?> map:
                WriteMap(writer, map);
                break;
            default:
                throw new KustomizeException("json: unsupported type: map[interface {}]interface {}");
        }
    }

    private static void WriteMap(YamlWriter writer, Dictionary<string, object?> map)
    {
        string[] keys = [.. map.Keys.Order(StringComparer.Ordinal)];
        YamlKeyOrder.Sort(keys, YamlStyle.V2);
        writer.BeginMap(keys.Length);
        foreach (string key in keys)
        {
            writer.Key(Text(key));
            Write(writer, map[key]);
        }

        writer.End();
    }

    // A number without fraction is an integer once JSON has been read as YAML, if it fits.
    private static void WriteNumber(YamlWriter writer, double number)
    {
        if (!double.IsFinite(number))
        {
            throw GoJson.Unsupported(number);
        }

        string text = GoFloat.Json(number);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long signed))
        {
            writer.Int64(signed);
        }
        else if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong unsigned))
        {
            writer.UInt64(unsigned);
        }
        else
        {
            writer.Float64(number);
        }
    }

    // What JSON holds as it is and YAML does not read.
    private static string Text(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\u007F', '\u009F') is >= 0 && text.Any(unit => unit is '\u007F' or (>= '\u0080' and <= '\u0084') or (>= '\u0086' and <= '\u009F')))
        {
            throw new KustomizeException("yaml: control characters are not allowed");
        }

        return text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
    }
}
