using Steersman.Cel.Values;

namespace Steersman.Cel.Functions;

/// <summary>Which kinds of values can do what.</summary>
internal static class Traits
{
    public static bool Has(this CelKind kind, Trait trait) => trait switch
    {
        Trait.None => true,
        Trait.Adder => kind is CelKind.Bytes or CelKind.Double or CelKind.Duration or CelKind.Int or CelKind.List or CelKind.String or CelKind.Timestamp or CelKind.Uint,
        Trait.Subtractor => kind is CelKind.Double or CelKind.Duration or CelKind.Int or CelKind.Timestamp or CelKind.Uint,
        Trait.Multiplier or Trait.Divider => kind is CelKind.Double or CelKind.Int or CelKind.Uint,
        Trait.Modder => kind is CelKind.Int or CelKind.Uint,
        Trait.Negator => kind is CelKind.Bool or CelKind.Double or CelKind.Duration or CelKind.Int,
        Trait.Comparer => kind is CelKind.Bool or CelKind.Bytes or CelKind.Double or CelKind.Duration or CelKind.Int or CelKind.String or CelKind.Timestamp or CelKind.Uint,
        Trait.Sizer => kind is CelKind.Bytes or CelKind.List or CelKind.Map or CelKind.String,
        Trait.Matcher => kind is CelKind.String,
        _ => kind is CelKind.String or CelKind.Timestamp or CelKind.Duration,
    };
}
