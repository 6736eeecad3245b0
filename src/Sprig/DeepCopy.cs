using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.Sprig;

/// <summary>mitchellh/copystructure: lists and maps are copied with their types, structs without their unexported fields; all else is shared since it never changes.</summary>
internal static class DeepCopy
{
    public static Value Of(in Value value, Frame frame)
    {
        if (value.IsNil)
        {
            throw new FunctionException("reflect: call of reflect.Value.Type on zero Value");
        }

        WalkBudget budget = new();
        Value copy = Copy(value, budget);
        frame.ChargeElements(budget.Visited);
        return copy;
    }

    private static Value Copy(in Value value, WalkBudget budget)
    {
        switch (value.Reference)
        {
            case ValueMap map:
                budget.Visit(map.Count);
                ValueMap copy = new(map.Type, map.Count) { IsNil = map.IsNil };
                foreach ((string key, Value item) in map)
                {
                    copy[key] = Copy(item, budget);
                }

                return Value.FromMap(copy);
            case ValueList { Bytes: null } list:
                budget.Visit(list.Count);
                List<Value> items = new(list.Count);
                foreach (Value item in list)
                {
                    items.Add(Copy(item, budget));
                }

                return Value.FromList(new ValueList(list.Type, items) { IsNil = list.IsNil, Reserved = list.Capacity });
            case ITemplateObject other:
                return Value.FromObject(other.DeepCopy());
            default:
                return value;
        }
    }
}
