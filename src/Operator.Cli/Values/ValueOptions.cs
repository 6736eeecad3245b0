using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm;
using Steersman.Helm.Charts;
using Steersman.Helm.Values;
using Steersman.Operator.Cli.Flags;

namespace Steersman.Operator.Cli.Values;

/// <summary>The flags that give values, and the values they give (Helm's pkg/cli/values).</summary>
internal sealed class ValueOptions
{
    /// <summary>As large as a chart may be.</summary>
    private const long MaxFileSize = 100 * 1024 * 1024;

    private readonly StringSliceFlag _files = new("values", "specify values in a YAML file, - for standard input (can specify multiple)") { Shorthand = 'f' };

    private readonly StringArrayFlag _json = new(
        "set-json", "set JSON values on the command line (can specify multiple or separate values with commas: key1=jsonval1,key2=jsonval2 or using json format: {\"key1\": jsonval1, \"key2\": \"jsonval2\"})");

    private readonly StringArrayFlag _set = new("set", "set values on the command line (can specify multiple or separate values with commas: key1=val1,key2=val2)");

    private readonly StringArrayFlag _strings = new("set-string", "set STRING values on the command line (can specify multiple or separate values with commas: key1=val1,key2=val2)");

    private readonly StringArrayFlag _fileValues = new(
        "set-file", "set values from respective files specified via the command line (can specify multiple or separate values with commas: key1=path1,key2=path2)");

    private readonly StringArrayFlag _literals = new("set-literal", "set a literal STRING value on the command line");

    public IEnumerable<Flag> Flags => [_files, _json, _set, _strings, _fileValues, _literals];

    /// <summary>The values of all flags: files first, then each kind of line in a fixed order, whatever the order on the command line.</summary>
    /// <exception cref="HelmException">A file cannot be read, or a line is malformed.</exception>
    public ValueMap Merge(CommandContext context)
    {
        ValueMap values = new();
        foreach (string file in _files.Values)
        {
            values = ValuesReader.MergeMaps(values, Load(file, context));
        }

        foreach (string line in _json.Values)
        {
            values = Json(values, line);
        }

        foreach (string line in _set.Values)
        {
            Parse("--set", line, text => StrVals.ParseInto(text, values));
        }

        foreach (string line in _strings.Values)
        {
            Parse("--set-string", line, text => StrVals.ParseIntoString(text, values));
        }

        foreach (string line in _fileValues.Values)
        {
            Parse("--set-file", line, text => StrVals.ParseIntoFile(text, values, path => Value.FromString(Read(path, context))));
        }

        foreach (string line in _literals.Values)
        {
            Parse("--set-literal", line, text => StrVals.ParseLiteralInto(text, values));
        }

        return values;
    }

    private static void Parse(string flag, string line, Action<string> parse)
    {
        try
        {
            parse(line);
        }
        catch (HelmException exception)
        {
            throw new HelmException($"failed parsing {flag} data: {exception.Message}", exception);
        }
    }

    private static ValueMap Load(string file, CommandContext context)
    {
        string text = Read(file, context);
        try
        {
            return ValuesReader.LoadValues(text);
        }
        catch (HelmException exception)
        {
            throw new HelmException($"failed to parse {file}: {exception.Message}", exception);
        }
    }

    private static ValueMap Json(ValueMap values, string line)
    {
        bool isObject = line.AsSpan().TrimStart().StartsWith("{");
        try
        {
            if (isObject)
            {
                return ValuesReader.MergeMaps(values, JsonObject(line.Trim()));
            }

            StrVals.ParseJson(line, values);
            return values;
        }
        catch (Exception exception) when (exception is HelmException or GoJsonException)
        {
            throw new HelmException($"failed parsing --set-json data {(isObject ? "JSON: " : "")}{line}", exception);
        }
    }

    private static ValueMap JsonObject(string text) => GoJson.Parse(text).TryGetMap(out ValueMap? map) ? map : new ValueMap();

    private static string Read(string path, CommandContext context)
    {
        try
        {
            byte[]? content = path.Trim() == "-"
                ? BoundedFile.ReadStream(context.In, 0, MaxFileSize)
                : new BoundedFile(context.FullPath(Local(path)), MaxFileSize).Read();
            return content is null ? throw new HelmException($"{path}: larger than the maximum size of {MaxFileSize} bytes") : GoString.FromBytes(content);
        }
        catch (Exception exception) when (PathError.IsOne(exception))
        {
            throw new HelmException(PathError.Text(path, context.FullPath(path), exception), exception);
        }
    }

    private static string Local(string path) =>
        path.StartsWith("http://", StringComparison.Ordinal) || path.StartsWith("https://", StringComparison.Ordinal) || path.StartsWith("oci://", StringComparison.Ordinal)
            ? throw new HelmException($"{path}: values are read from files and standard input only; download it first")
            : path;
}
