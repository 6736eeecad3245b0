using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.Sprig;

/// <summary>Arguments as .NET values; the executor has checked their types.</summary>
internal static class ArgumentValues
{
    private const string NilDereference = "runtime error: invalid memory address or nil pointer dereference";

    public static string Text(this in Value value) => value.TryGetString(out string? text) ? text : throw NilPointer();

    /// <summary>An int that a length or an index may be: what lies beyond an int32 is beyond every text and list.</summary>
    public static int Int(this in Value value) => (int)Math.Clamp(value.Bits, int.MinValue, int.MaxValue);

    public static double Float(this in Value value) => value.TryGetFloat64(out double number) ? number : 0;

    /// <summary>The map of a parameter <c>map[string]interface {}</c>, to which a named map type is converted.</summary>
    public static ValueMap Map(this in Value value) => value.TryGetMap(out ValueMap? map) ? map.As(GoType.AnyMap) : throw NilPointer();

    public static ValueList List(this in Value value) => value.TryGetList(out ValueList? list) ? list : throw NilPointer();

    public static FunctionException NilPointer() => new(NilDereference);

    /// <summary>The list that Go finds by reflection in an argument of any type.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="problem">The beginning of the error for what is no list; its kind is appended.</param>
    /// <exception cref="FunctionException">It is nil, or no list.</exception>
    public static ValueList ListOrFail(this in Value value, string problem)
    {
        if (value.TryGetList(out ValueList? list))
        {
            return list;
        }

        throw value.IsNil ? NilPointer() : new FunctionException(problem + Reflect.KindName(value));
    }

    /// <summary>A new <c>[]interface {}</c>.</summary>
    public static Value ToValue(this List<Value> items) => Value.FromList(new ValueList(GoType.AnySlice, items));

    /// <summary>A nil <c>[]interface {}</c>, which prints as an empty one.</summary>
    public static Value NilList() => Value.FromList(new ValueList(GoType.AnySlice, []) { IsNil = true });

    /// <summary>Go's <c>make</c> refuses what no memory can hold, whatever the limits.</summary>
    public static void ThrowIfTooLong(long count, int size)
    {
        const long AddressSpace = 1L << 48;
        if (count > AddressSpace / size)
        {
            throw new FunctionException("runtime error: makeslice: len out of range");
        }
    }
}
