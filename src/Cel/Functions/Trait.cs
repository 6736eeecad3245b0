namespace Steersman.Cel.Functions;

/// <summary>What the first argument of an operator must be able to do (cel-go <c>common/types/traits</c>).</summary>
internal enum Trait
{
    None,
    Adder,
    Subtractor,
    Multiplier,
    Divider,
    Modder,
    Negator,
    Comparer,
    Sizer,
    Matcher,

    /// <summary>It has methods of its own: strings and times.</summary>
    Receiver,
}
