using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary>A field or an index.</summary>
internal abstract class Qualifier
{
    /// <summary>True where it is written with a question mark.</summary>
    public abstract bool IsOptional { get; }

    /// <summary>The field or element, or an error where it is missing.</summary>
    public abstract CelValue Qualify(EvaluationContext context, CelValue value);

    /// <summary>The field or element where it is there.</summary>
    /// <param name="context">The evaluation.</param>
    /// <param name="value">What it is taken from.</param>
    /// <param name="found">What is found; an error where the key is of a type that cannot be one.</param>
    public abstract bool TryQualify(EvaluationContext context, CelValue value, out CelValue found);

    /// <summary>Takes an element by its key.</summary>
    /// <returns>False where it is missing, and where the key cannot be one: then what is found is an error.</returns>
    protected static bool TryFind(CelValue value, CelValue key, out CelValue found)
    {
        switch (value.Kind)
        {
            case CelKind.Map:
                return value.AsMap.TryFind(key, out found);
            case CelKind.List:
                if (!TryIndex(key, out long index, out found))
                {
                    return false;
                }

                bool isInside = index >= 0 && index < value.AsList.Count;
                found = isInside ? value.AsList[(int)index] : default;
                return isInside;
            default:
                found = default;
                return false;
        }
    }

    protected static CelValue Missing(CelValue value, CelValue key) => CelValue.Error(value.Kind == CelKind.List ? $"index out of bounds: {key}" : $"no such key: {key}");

    private static bool TryIndex(CelValue key, out long index, out CelValue error)
    {
        error = default;
        index = key.AsInt;
        bool isIndex = key.Kind switch
        {
            CelKind.Int => true,
            CelKind.Uint => key.AsUint <= long.MaxValue,
            CelKind.Double => CelNumbers.TryToInt(key.AsDouble, out index),
            _ => false,
        };
        if (!isIndex)
        {
            error = CelValue.Error(CelNumbers.IsNumber(key.Kind) ? $"unsupported index value {key} in list" : $"unsupported index type '{RuntimeTypes.NameOf(key)}' in list");
        }

        return isIndex;
    }
}
