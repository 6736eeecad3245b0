using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>Walks <c>.X.Y.Z</c>: methods, fields of structs, keys of maps (Go's <c>evalFieldChain</c> and <c>evalField</c>).</summary>
internal static class FieldAccess
{
    /// <summary>Evaluates the chain; arguments go to its last link, if that is a method.</summary>
    /// <param name="frame">The execution.</param>
    /// <param name="dot">Dot, for arguments.</param>
    /// <param name="receiver">What the chain begins at.</param>
    /// <param name="isInterface">True where the receiver came out of a container of interfaces.</param>
    /// <param name="names">The links.</param>
    /// <param name="node">The node of the chain.</param>
    /// <param name="arguments">Arguments of the last link.</param>
    /// <param name="final">One more, from the pipeline, or <see cref="Value.Absent"/>.</param>
    public static Value Evaluate(
        Frame frame, in Value dot, in Value receiver, bool isInterface, ReadOnlySpan<string> names, Node node, Operand[] arguments, in Value final)
    {
        Value value = receiver;
        for (int index = 0; index < names.Length; index++)
        {
            string name = names[index];
            bool isLast = index == names.Length - 1;
            bool hasArguments = isLast && (arguments.Length > 0 || !final.IsAbsent);
            if (!hasArguments && value.TryGetMap(out ValueMap? map) && map.Type.Methods.Count == 0)
            {
                if (!map.TryGetValue(name, out value))
                {
                    value = MissingEntry(frame, map, name);
                }

                isInterface = ReferenceEquals(map.Type.Element, GoType.Any);
                continue;
            }

            value = isLast
                ? Field(frame, dot, value, ref isInterface, name, node, arguments, final)
                : Field(frame, dot, value, ref isInterface, name, node, [], Value.Absent);
        }

        return value;
    }

    private static Value Field(
        Frame frame, in Value dot, in Value receiver, ref bool isInterface, string name, Node node, Operand[] arguments, in Value final)
    {
        GoType? type = receiver.Type;
        if (type is null)
        {
            return NothingBelow(frame, receiver, name);
        }

        string typeName = isInterface ? GoType.Any.Name : type.Name;
        if (type.Methods.TryGetValue(name, out GoMethod? method))
        {
            isInterface = false;
            return Invocation.Call(frame, dot, method, receiver, node, arguments, final);
        }

        bool hasArguments = arguments.Length > 0 || !final.IsAbsent;
        switch (receiver.Reference)
        {
            case ValueMap map:
                if (hasArguments)
                {
                    throw frame.Error($"{name} is not a method but has arguments");
                }

                isInterface = ReferenceEquals(map.Type.Element, GoType.Any);
                return map.TryGetValue(name, out Value entry) ? entry : MissingEntry(frame, map, name);
            case ITemplateObject { IsNil: true }:
                throw frame.Error($"nil pointer evaluating {typeName}.{name}");
            case ITemplateObject other when other.TryGetField(name, out Value field):
                if (hasArguments)
                {
                    throw frame.Error($"{name} has arguments but cannot be invoked as function");
                }

                isInterface = false;
                return field;
            case IGoFields fields when !char.IsUpper(name[0]) && fields.GoFields.Any(declared => declared.Key == name):
                throw frame.Error($"{name} is an unexported field of struct type {typeName}");
            default:
                throw frame.Error($"can't evaluate field {name} in type {typeName}");
        }
    }

    private static Value NothingBelow(Frame frame, in Value receiver, string name)
    {
        if (!receiver.IsMissing)
        {
            throw frame.Error($"nil pointer evaluating interface {{}}.{name}");
        }

        return frame.IsStrict ? throw frame.Error($"nil data; no entry for key {GoQuote.Quote(name)}") : Value.Missing;
    }

    private static Value MissingEntry(Frame frame, ValueMap map, string name) =>
        frame.IsStrict ? throw frame.Error($"map has no entry for key {GoQuote.Quote(name)}") : Zero.Of(map.Type.Element ?? GoType.Any);
}
