namespace Steersman.Cel.Functions;

/// <summary>One clause of a format string.</summary>
/// <param name="Verb">Its letter.</param>
/// <param name="Precision">Digits behind the point.</param>
internal readonly record struct FormatClause(char Verb, int Precision)
{
    public const int DefaultPrecision = 6;

    /// <summary>What is wrong with a value of a type that the clause cannot show.</summary>
    public string Misuse(string type) => Verb switch
    {
        's' => $"string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps, was given {type}",
        'd' => $"decimal clause can only be used on ints, uints, and doubles, was given {type}",
        'f' => $"fixed-point clause can only be used on ints, uints, and doubles, was given {type}",
        'e' => $"scientific clause can only be used on ints, uints, and doubles, was given {type}",
        'b' => $"only ints, uints, and bools can be formatted as binary, was given {type}",
        'o' => $"octal clause can only be used on ints and uints, was given {type}",
        _ => $"only ints, uints, bytes, and strings can be formatted as hex, was given {type}",
    };
}
