using System.Collections.Frozen;

namespace Steersman.Cel.Functions;

/// <summary>All functions of Flux's environment.</summary>
internal static class CelFunctions
{
    private static readonly FrozenDictionary<string, CelFunction> ByName = new[]
    {
        OperatorFunctions.All, ConversionFunctions.All, TimeFunctions.All, StringFunctions.All, SetFunctions.All, EncoderFunctions.All, OptionalFunctions.All,
    }.SelectMany(functions => functions).ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>The names of functions that checked expressions may call.</summary>
    public static IEnumerable<CelFunction> Declared => ByName.Values.Where(function => function.IsDeclared);

    /// <summary>The function of a name, with or without a dot before it; null where there is none.</summary>
    public static CelFunction? Find(string name) => ByName.GetValueOrDefault(name.StartsWith('.') ? name[1..] : name);
}
