using Steersman.Cel.Checking;
using Steersman.Cel.Evaluation;
using Steersman.Cel.Values;

namespace Steersman.Cel.Functions;

/// <summary>Lists as sets (cel-go <c>ext.Sets</c>).</summary>
internal static class SetFunctions
{
    private static readonly CelType ListOfT = CelType.List(CelType.Parameter("T"));

    public static IEnumerable<CelFunction> All { get; } =
    [
        Of("sets.contains", static (all, some) => ContainsAll(all, some)),
        Of("sets.equivalent", static (left, right) => ContainsAll(left, right) && ContainsAll(right, left)),
        Of("sets.intersects", static (left, right) => Any(left, element => CelEquality.Contains(right, element))),
    ];

    private static CelFunction Of(string name, Func<CelList, CelList, bool> judge)
    {
        return new CelFunction(name, [new Overload(false, CelType.Bool, [ListOfT, ListOfT], Operation)]);

        CelValue Operation(EvaluationContext context, ReadOnlySpan<CelValue> values)
        {
            context.Spend((long)values[0].AsList.Count * values[1].AsList.Count);
            return CelValue.FromBool(judge(values[0].AsList, values[1].AsList));
        }
    }

    private static bool ContainsAll(CelList all, CelList some) => !Any(some, element => !CelEquality.Contains(all, element));

    private static bool Any(CelList list, Func<CelValue, bool> isSo)
    {
        for (int index = 0, count = list.Count; index < count; index++)
        {
            if (isSo(list[index]))
            {
                return true;
            }
        }

        return false;
    }
}
