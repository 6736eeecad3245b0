using System.Collections.Frozen;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Values;

namespace Steersman.Helm.Engine;

/// <summary>The Go types of Helm that templates meet, with their methods.</summary>
internal static class HelmTypes
{
    private static readonly GoType Writer = new(GoKind.Interface, "io.Writer");

    /// <summary><c>common.Values</c>: dot, and the values of a chart; the tables within are plain maps.</summary>
    public static GoType Values { get; } = new(GoKind.Map, "common.Values", GoType.Any, GoType.String)
    {
        Methods = Methods(
            new GoMethod("YAML", [], false, static (in receiver, _) => Value.FromString(ValueYaml.Write(receiver))),
            new GoMethod("Table", [GoType.String], false, static (in receiver, args) => Value.FromMap(Table(MapOf(receiver), TextOf(args[0])))),
            new GoMethod("AsMap", [], false, static (in receiver, _) => Value.FromMap(MapOf(receiver).As(GoType.AnyMap))),
            new GoMethod("PathValue", [GoType.String], false, static (in receiver, args) => PathValue(MapOf(receiver), TextOf(args[0]))),
            new GoMethod("Encode", [Writer], false, static (in _, _) => throw new FunctionException(NilPointer))),
    };

    /// <summary><c>common.VersionSet</c>.</summary>
    public static GoType VersionSet { get; } = new(GoKind.Slice, "common.VersionSet", GoType.String)
    {
        Methods = Methods(new GoMethod("Has", [GoType.String], false, static (in receiver, args) => Value.FromBool(Has(receiver, TextOf(args[0]))))),
    };

    private const string NilPointer = "runtime error: invalid memory address or nil pointer dereference";

    public static FrozenDictionary<string, GoMethod> Methods(params ReadOnlySpan<GoMethod> methods)
    {
        Dictionary<string, GoMethod> byName = new(StringComparer.Ordinal);
        foreach (GoMethod method in methods)
        {
            byName[method.Name] = method;
        }

        return byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static bool Has(in Value set, string version)
    {
        set.TryGetList(out ValueList? versions);
        foreach (Value item in versions!)
        {
            if (item.TryGetString(out string? text) && text == version)
            {
                return true;
            }
        }

        return false;
    }

    private static ValueMap Table(ValueMap values, string path)
    {
        ValueMap table = values;
        foreach (string name in path.Split('.'))
        {
            table = table.TryGetValue(name, out Value below) && below.TryGetMap(out ValueMap? map)
                ? map
                : throw new FunctionException($"\"{name}\" is not a table");
        }

        return table.As(Values);
    }

    private static Value PathValue(ValueMap values, string path)
    {
        if (path.Length == 0)
        {
            throw new FunctionException("YAML path cannot be empty");
        }

        string[] names = path.Split('.');
        ValueMap table = values;
        foreach (string name in names.AsSpan(0, names.Length - 1))
        {
            table = table.TryGetValue(name, out Value below) && below.TryGetMap(out ValueMap? map) ? map : throw NoValue(names[^1]);
        }

        return table.TryGetValue(names[^1], out Value value) && !value.TryGetMap(out _) ? value : throw NoValue(names[^1]);
    }

    private static FunctionException NoValue(string name) => new($"\"{name}\" is not a value");

    private static ValueMap MapOf(in Value value) => (ValueMap)value.Reference!;

    private static string TextOf(in Value value) => (string)value.Reference!;
}
