using Steersman.Cel.Checking;
using Steersman.Cel.Values;

namespace Steersman.Cel.Functions;

/// <summary>One signature of a function.</summary>
/// <param name="IsMember">True where it is called on its first argument.</param>
/// <param name="Result">The type of what it gives.</param>
/// <param name="Parameters">The types of its arguments.</param>
/// <param name="Operation">What it does; null where the function as a whole does it.</param>
internal sealed record Overload(bool IsMember, CelType Result, CelType[] Parameters, CelOperation? Operation)
{
    /// <summary>Whether values may be the arguments, judged as cel-go does: of a list the first element, of a map the first entry.</summary>
    public bool Takes(ReadOnlySpan<CelValue> arguments)
    {
        if (arguments.Length != Parameters.Length)
        {
            return false;
        }

        for (int index = 0; index < arguments.Length; index++)
        {
            if (!Fits(Parameters[index], arguments[index]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Fits(CelType type, CelValue value)
    {
        if (type.Kind is TypeKind.Dyn or TypeKind.Any or TypeKind.Parameter)
        {
            return true;
        }

        if (type.Name != RuntimeTypes.NameOf(value))
        {
            return false;
        }

        switch (value.Kind)
        {
            case CelKind.List:
                return value.AsList.Count == 0 || Fits(type.Parameters[0], value.AsList[0]);
            case CelKind.Map:
                foreach (CelValue key in value.AsMap.Keys)
                {
                    return value.AsMap.TryFind(key, out CelValue entry) && Fits(type.Parameters[0], key) && Fits(type.Parameters[1], entry);
                }

                return true;
            default:
                return true;
        }
    }
}
