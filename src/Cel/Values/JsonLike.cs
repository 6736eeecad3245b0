using System.Globalization;

namespace Steersman.Cel.Values;

/// <summary>Values as <c>google.protobuf.Value</c> holds them: every number is double, large ones and times are text.</summary>
internal static class JsonLike
{
    private const long MaxSafe = (1L << 53) - 1;

    public static CelValue From(CelValue value) => value.Kind switch
    {
        CelKind.Int => value.AsInt is >= -MaxSafe and <= MaxSafe ? CelValue.FromDouble(value.AsInt) : CelValue.FromString(value.AsInt.ToString(CultureInfo.InvariantCulture)),
        CelKind.Uint => value.AsUint <= MaxSafe ? CelValue.FromDouble(value.AsUint) : CelValue.FromString(value.AsUint.ToString(CultureInfo.InvariantCulture)),
        CelKind.Bytes => CelValue.FromString(Convert.ToBase64String(value.AsBytes)),
        CelKind.Timestamp or CelKind.Duration => CelConversions.ToText(value),
        CelKind.List => List(value),
        CelKind.Map => Map(value),
        _ => value,
    };

    public static CelValue List(CelValue value)
    {
        List<CelValue> elements = [];
        for (int index = 0; index < value.AsList.Count; index++)
        {
            elements.Add(From(value.AsList[index]));
        }

        return CelValue.FromList(new ArrayCelList(elements));
    }

    public static CelValue Map(CelValue value)
    {
        DictionaryCelMap map = new();
        foreach (CelValue key in value.AsMap.Keys)
        {
            value.AsMap.TryFind(key, out CelValue entry);
            map.Set(CelConversions.ToText(key), From(entry));
        }

        return CelValue.FromMap(map);
    }
}
