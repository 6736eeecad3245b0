using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>Checks values against the Go types of parameters (Go's <c>validateType</c>).</summary>
internal static class Arguments
{
    /// <summary>The value as the parameter gets it.</summary>
    /// <exception cref="ExecutionException">It cannot be assigned to the parameter.</exception>
    public static Value Validate(Frame frame, in Value value, GoType parameter)
    {
        if (ReferenceEquals(parameter, GoType.Any))
        {
            return value.Reference switch
            {
                null when value.IsMissing => Value.Nil,
                ITemplateObject other => Value.FromObject(other.Copy()),
                _ => value,
            };
        }

        GoType? type = value.Type;
        if (ReferenceEquals(type, parameter) || ReferenceEquals(parameter, GoType.ReflectValue))
        {
            return value;
        }

        if (value.IsMissing)
        {
            return parameter.IsNilable ? Zero.Of(parameter) : throw frame.Error($"invalid value; expected {parameter}");
        }

        if (type is null)
        {
            throw frame.Error($"wrong type for value; expected {parameter}; got interface {{}}");
        }

        if (IsAssignable(type, parameter) || (type.Kind is GoKind.Pointer && ReferenceEquals(type.Element, parameter)))
        {
            return value;
        }

        throw frame.Error($"wrong type for value; expected {parameter}; got {type}");
    }

    /// <summary>Go's assignability of types that are not the same: named and unnamed ones of one structure, anything to an interface.</summary>
    public static bool IsAssignable(GoType from, GoType to) =>
        ReferenceEquals(from, to)
        || ReferenceEquals(to, GoType.Any)
        || (from.Kind == to.Kind && from.Kind is GoKind.Map or GoKind.Slice && (IsUnnamed(from) || IsUnnamed(to)) && HasSameStructure(from, to));

    private static bool HasSameStructure(GoType from, GoType to) =>
        from.Kind == to.Kind && ReferenceEquals(from.Element, to.Element) && ReferenceEquals(from.Key, to.Key);

    private static bool IsUnnamed(GoType type) => type.Name.StartsWith('[') || type.Name.StartsWith("map[", StringComparison.Ordinal);
}
