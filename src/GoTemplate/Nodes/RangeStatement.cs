using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary><c>{{range}}</c> over a slice, a map in the order of its keys, or the numbers below an integer.</summary>
internal sealed class RangeStatement(TemplateSource source, int position, Pipeline pipeline, ListStatement list, ListStatement? otherwise)
    : BranchStatement(source, position, "range", pipeline, list, otherwise)
{
    internal override Completion Execute(Frame frame, in Value dot)
    {
        frame.Step();
        Value value = Pipeline.Evaluate(frame, dot);
        bool outer = frame.DotIsInterface;
        bool ran;
        Completion completion;
        switch (value.Reference)
        {
            case ValueList items:
                (ran, completion) = OverList(frame, items);
                break;
            case ValueMap map:
                (ran, completion) = OverMap(frame, map);
                break;
            case null when value.Kind is >= GoKind.Int and <= GoKind.Uintptr:
                (ran, completion) = OverInteger(frame, value);
                break;
            case null when value.IsMissing:
            case ITemplateObject { IsNil: true }:
                (ran, completion) = (false, Completion.Normal);
                break;
            case ITemplateObject other:
                throw CannotIterate(frame, Value.FromObject(other.Pointed()));
            default:
                throw CannotIterate(frame, value);
        }

        frame.DotIsInterface = outer;
        return ran || Otherwise is null ? completion : Otherwise.Execute(frame, dot);
    }

    private static ExecutionException CannotIterate(Frame frame, in Value value) =>
        frame.Error($"range can't iterate over {GoFormat.Sprint([Arguments.Validate(frame, value, GoType.Any)])}");

    private (bool Ran, Completion Completion) OverList(Frame frame, ValueList items)
    {
        bool isInterface = ReferenceEquals(items.Type.Element, GoType.Any);
        for (int index = 0; index < items.Count; index++)
        {
            if (Iterate(frame, Value.FromInt(index), items[index], isInterface) is Completion.Break)
            {
                break;
            }
        }

        return (items.Count > 0, Completion.Normal);
    }

    private (bool Ran, Completion Completion) OverMap(Frame frame, ValueMap map)
    {
        // The body may change the map; Go iterates over what was in it at the start.
        bool isInterface = ReferenceEquals(map.Type.Element, GoType.Any);
        string[] keys = map.SortedKeys();
        Value[] values = new Value[keys.Length];
        for (int index = 0; index < keys.Length; index++)
        {
            values[index] = map[keys[index]];
        }

        for (int index = 0; index < keys.Length; index++)
        {
            if (Iterate(frame, Value.FromString(keys[index]), values[index], isInterface) is Completion.Break)
            {
                break;
            }
        }

        return (keys.Length > 0, Completion.Normal);
    }

    private (bool Ran, Completion Completion) OverInteger(Frame frame, in Value end)
    {
        if (Pipeline.Declarations.Length > 1)
        {
            throw frame.Error($"can't use {GoFormat.Sprint([end])} to iterate over more than one variable");
        }

        GoType type = end.Type!;
        bool isUnsigned = type.Kind >= GoKind.Uint;
        for (long number = 0; isUnsigned ? (ulong)number < (ulong)end.Bits : number < end.Bits; number++)
        {
            if (Iterate(frame, Value.Missing, Value.FromInteger(type, number), isInterface: false) is Completion.Break)
            {
                break;
            }
        }

        return (isUnsigned ? end.Bits != 0 : end.Bits > 0, Completion.Normal);
    }

    private Completion Iterate(Frame frame, in Value index, in Value element, bool isInterface)
    {
        frame.Step();
        Declaration[] variables = Pipeline.Declarations;
        if (variables.Length == 1)
        {
            variables[0].Set(frame, element, isInterface);
        }
        else if (variables.Length > 1)
        {
            variables[0].Set(frame, index);
            variables[1].Set(frame, element, isInterface);
        }

        frame.DotIsInterface = isInterface;
        return List.Execute(frame, element);
    }
}
