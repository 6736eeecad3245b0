using System.Numerics;

namespace Steersman.Cel.Lexing;

/// <summary>Kinds of tokens that may stand somewhere, and whether what stands there may be empty.</summary>
internal readonly struct TokenSet
{
    private const ulong NullableBit = 1UL << 63;

    private static readonly string[] Names =
    [
        "<EOF>", "'=='", "'!='", "'in'", "'<'", "'<='", "'>='", "'>'", "'&&'", "'||'", "'['", "']'", "'{'", "'}'", "'('", "')'", "'.'", "','", "'-'", "'!'", "'?'", "':'", "'+'", "'*'", "'/'", "'%'",
        "'true'", "'false'", "'null'", "WHITESPACE", "COMMENT", "NUM_FLOAT", "NUM_INT", "NUM_UINT", "STRING", "BYTES", "IDENTIFIER", "ESC_IDENTIFIER",
    ];

    private readonly ulong _bits;

    private TokenSet(ulong bits) => _bits = bits;

    /// <summary>Nothing must follow: the rest of the rule may be empty.</summary>
    public static TokenSet Nullable { get; } = new(NullableBit);

    public bool IsNullable => (_bits & NullableBit) != 0;

    public TokenSet OrEmpty => new(_bits | NullableBit);

    public TokenSet WithoutEmpty => new(_bits & ~NullableBit);

    public static TokenSet operator |(TokenSet left, TokenSet right) => new(left._bits | right._bits);

    public static TokenSet Of(params ReadOnlySpan<TokenKind> kinds)
    {
        ulong bits = 0;
        foreach (TokenKind kind in kinds)
        {
            bits |= 1UL << (int)kind;
        }

        return new TokenSet(bits);
    }

    public bool Contains(TokenKind kind) => (_bits & (1UL << (int)kind)) != 0;

    /// <summary>The set as syntax errors list it: <c>'}'</c>, or <c>{'}', ','}</c>.</summary>
    public override string ToString()
    {
        List<string> names = [];
        for (ulong rest = _bits & ~NullableBit; rest != 0; rest &= rest - 1)
        {
            names.Add(Names[BitOperations.TrailingZeroCount(rest)]);
        }

        return names.Count == 1 ? names[0] : "{" + string.Join(", ", names) + "}";
    }
}
