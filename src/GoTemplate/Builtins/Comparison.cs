using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Builtins;

/// <summary><c>eq</c>, <c>lt</c> and what is made of them: basic kinds only, signed and unsigned integers by value, no other mixing.</summary>
internal static class Comparison
{
    private enum Basic
    {
        None,
        Bool,
        Complex,
        Int,
        Float,
        String,
        Uint,
    }

    /// <summary>True where the first equals any of the others.</summary>
    public static bool Equal(in Value first, ReadOnlySpan<Value> others)
    {
        if (others.Length == 0)
        {
            throw new FunctionException("missing argument for comparison");
        }

        foreach (ref readonly Value other in others)
        {
            if (Equal(first, other))
            {
                return true;
            }
        }

        return false;
    }

    public static bool Less(in Value left, in Value right)
    {
        Basic kind = BasicKind(left);
        Basic otherKind = BasicKind(right);
        if (kind is Basic.None || otherKind is Basic.None)
        {
            throw new FunctionException("invalid type for comparison");
        }

        switch ((kind, otherKind))
        {
            case (Basic.Int, Basic.Int):
                return left.Bits < right.Bits;
            case (Basic.Uint, Basic.Uint):
                return (ulong)left.Bits < (ulong)right.Bits;
            case (Basic.Int, Basic.Uint):
                return left.Bits < 0 || (ulong)left.Bits < (ulong)right.Bits;
            case (Basic.Uint, Basic.Int):
                return right.Bits >= 0 && (ulong)left.Bits < (ulong)right.Bits;
            case (Basic.Float, Basic.Float):
                return FloatOf(left) < FloatOf(right);
            case (Basic.String, Basic.String):
                return GoString.Compare((string)left.Reference!, (string)right.Reference!) < 0;
            default:
                throw new FunctionException(kind == otherKind ? "invalid type for comparison" : Incompatible(left, right));
        }
    }

    public static bool LessOrEqual(in Value left, in Value right) => Less(left, right) || Equal(left, right);

    private static bool Equal(in Value left, in Value right)
    {
        Basic kind = BasicKind(left);
        Basic otherKind = BasicKind(right);
        switch ((kind, otherKind))
        {
            case (Basic.String, Basic.String):
                return (string)left.Reference! == (string)right.Reference!;
            case (Basic.Bool, Basic.Bool) or (Basic.Int, Basic.Int) or (Basic.Uint, Basic.Uint):
                return left.Bits == right.Bits;
            case (Basic.Int, Basic.Uint):
                return left.Bits >= 0 && left.Bits == right.Bits;
            case (Basic.Uint, Basic.Int):
                return right.Bits >= 0 && left.Bits == right.Bits;
            case (Basic.Float, Basic.Float):
                return FloatOf(left) == FloatOf(right);
            case (Basic.Complex, Basic.Complex):
                return ((GoComplex)left.Reference!).Number == ((GoComplex)right.Reference!).Number;
            case (Basic.None, Basic.None):
                return Same(left, right);
        }

        return left.IsNil || right.IsNil ? false : throw new FunctionException(Incompatible(left, right));
    }

    private static bool Same(in Value left, in Value right)
    {
        if (left.Kind != right.Kind && !left.IsNil && !right.IsNil)
        {
            string text = GoFormat.Sprintf("non-comparable types %s: ", Copied(left)) + left.Type;
            throw new FunctionException($"{text}, {right.Type}: {GoFormat.Sprint([Copied(right)])}");
        }

        bool isNil = IsNilOfItsType(left);
        if (isNil || IsNilOfItsType(right))
        {
            return isNil == IsNilOfItsType(right);
        }

        return right.Reference is ITemplateObject
            ? Equals(left.Reference, right.Reference)
            : throw new FunctionException(GoFormat.Sprintf("non-comparable type %s: ", Copied(right)) + right.Type);
    }

    /// <summary>fmt prints what a reflect.Value holds as a copy, without the methods of its pointer.</summary>
    private static Value Copied(in Value value) => value.Reference is ITemplateObject other ? Value.FromObject(other.Copy()) : value;

    private static bool IsNilOfItsType(in Value value) => value.Reference switch
    {
        null => value.IsNil,
        ValueMap map => map.IsNil,
        ValueList list => list.IsNil,
        ITemplateObject other => other.IsNil,
        _ => false,
    };

    private static string Incompatible(in Value left, in Value right) => $"incompatible types for comparison: {left.Type} and {right.Type}";

    private static double FloatOf(in Value value) => BitConverter.Int64BitsToDouble(value.Bits);

    private static Basic BasicKind(in Value value) => value.Kind switch
    {
        GoKind.Bool => Basic.Bool,
        >= GoKind.Int and <= GoKind.Int64 => Basic.Int,
        >= GoKind.Uint and <= GoKind.Uintptr => Basic.Uint,
        GoKind.Float32 or GoKind.Float64 => Basic.Float,
        GoKind.Complex64 or GoKind.Complex128 => Basic.Complex,
        GoKind.String => Basic.String,
        _ => Basic.None,
    };
}
