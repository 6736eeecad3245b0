using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.Sprig;

/// <summary>Short words for the signatures of the function tables.</summary>
internal static class Define
{
    public static readonly GoType S = GoType.String;
    public static readonly GoType I = GoType.Int;
    public static readonly GoType B = GoType.Bool;
    public static readonly GoType F = GoType.Float64;
    public static readonly GoType Any = GoType.Any;
    public static readonly GoType Map = GoType.AnyMap;
    public static readonly GoType List = GoType.AnySlice;

    /// <summary>A function with exactly these parameters.</summary>
    public static FunctionDescriptor Of(string name, TemplateFunction body, params GoType[] parameters) => new(name, body, parameters);

    /// <summary>A function whose last parameter stands for any number of arguments.</summary>
    public static FunctionDescriptor Variadic(string name, TemplateFunction body, params GoType[] parameters) => new(name, body, parameters, isVariadic: true);
}
