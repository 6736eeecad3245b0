using Steersman.Cel.Lexing;

namespace Steersman.Cel.Parsing;

/// <summary>Looking ahead met a token that fits nothing.</summary>
internal sealed class ProbeFailedException(Token offending) : Exception
{
    public Token Offending => offending;
}
