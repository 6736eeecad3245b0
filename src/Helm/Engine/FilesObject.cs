using System.Runtime.InteropServices;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;

namespace Steersman.Helm.Engine;

/// <summary>What templates see as <c>.Files</c>: Go's <c>engine.files</c>, a map from name to bytes with methods.</summary>
internal static class FilesObject
{
    private static readonly GoType Type = new(GoKind.Map, "engine.files", GoType.ByteSlice, GoType.String)
    {
        Methods = HelmTypes.Methods(
            new GoMethod("GetBytes", [GoType.String], false, static (in receiver, args) => Value.FromList(ContentOf(receiver, args[0]) ?? ValueList.OfBytes([]))),
            new GoMethod("Get", [GoType.String], false, static (in receiver, args) => Value.FromString(TextOf(ContentOf(receiver, args[0])))),
            new GoMethod("Glob", [GoType.String], false, Glob),
            new GoMethod("AsConfig", [], false, static (in receiver, _) => ToYaml(receiver, TextOf)),
            new GoMethod("AsSecrets", [], false, static (in receiver, _) => ToYaml(receiver, static content => Convert.ToBase64String(BytesOf(content)))),
            new GoMethod("Lines", [GoType.String], false, static (in receiver, args) => Lines(TextOf(ContentOf(receiver, args[0]))))),
    };

    public static ValueMap Of(IReadOnlyList<ChartFile> files)
    {
        ValueMap map = new(Type, files.Count);
        foreach (ChartFile file in files)
        {
            byte[] content = MemoryMarshal.TryGetArray(file.Data, out ArraySegment<byte> array) && array.Count == array.Array!.Length
                ? array.Array
                : file.Data.ToArray();
            map[file.Name] = Value.FromList(ValueList.OfBytes(content));
        }

        return map;
    }

    private static Value Glob(in Value receiver, ReadOnlySpan<Value> args)
    {
        ValueMap files = (ValueMap)receiver.Reference!;
        GlobPattern pattern = GlobPattern.Parse((string)args[0].Reference!) ?? GlobPattern.Everything;
        ValueMap found = new(Type);
        foreach ((string name, Value content) in files)
        {
            if (pattern.IsMatch(name))
            {
                found[name] = content;
            }
        }

        return Value.FromMap(found);
    }

    private static Value ToYaml(in Value receiver, Func<ValueList, string> convert)
    {
        ValueMap files = (ValueMap)receiver.Reference!;
        if (files.IsNil)
        {
            return Value.FromString("");
        }

        // Of files with one base name Go keeps any; here it is the last by name.
        ValueMap texts = new(GoType.StringMap);
        foreach (string name in files.SortedKeys())
        {
            texts[SlashPath.Base(name)] = Value.FromString(convert((ValueList)files[name].Reference!));
        }

        return Value.FromString(DataFunctions.ToYaml(Value.FromMap(texts)));
    }

    private static Value Lines(string text)
    {
        if (text.Length == 0)
        {
            return Value.FromList(ValueList.OfStrings([]));
        }

        return Value.FromList(ValueList.OfStrings((text.EndsWith('\n') ? text[..^1] : text).Split('\n')));
    }

    private static ValueList? ContentOf(in Value receiver, in Value name) =>
        ((ValueMap)receiver.Reference!).TryGetValue((string)name.Reference!, out Value content) && content.TryGetList(out ValueList? list) ? list : null;

    private static string TextOf(ValueList? content) => content is null ? "" : GoString.FromBytes(BytesOf(content));

    private static byte[] BytesOf(ValueList content) => content.Bytes ?? GoStrings.Bytes(content);
}
