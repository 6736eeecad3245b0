using Steersman.Cel.Lexing;

namespace Steersman.Cel.Parsing;

/// <summary>Is a minus the sign of a number or an operator? ANTLR looks as far ahead as the two readings differ.</summary>
internal sealed partial class SyntaxParser
{
    /// <summary>At a sign behind a sign: before a number it could be the number's, and is taken as one more operator all the same.</summary>
    private bool IsAnotherSign()
    {
        IsSignOfNumber();
        return true;
    }

    /// <summary>At a sign: does a number follow, so that it may be the number's?</summary>
    /// <exception cref="RecognitionException">What follows is neither a number nor an operand, or there is an error in what is applied to the number.</exception>
    private bool IsSignOfNumber()
    {
        Token sign = _tokens.Current;
        Token next = _tokens.Peek(2);
        if (next.Kind is not (TokenKind.Int or TokenKind.Float))
        {
            return Grammar.Primary.Contains(next.Kind) ? false : throw _errors.NoViableAlternative(sign, next);
        }

        if (_looksAhead && !_errors.IsProbing && ProbeMember() is { } offending)
        {
            throw _errors.NoViableAlternative(sign, offending);
        }

        return true;
    }

    /// <summary>Reads a member expression without reporting; gives the token at which it fails.</summary>
    private Token? ProbeMember()
    {
        ParserMark mark = new(_tokens.Index, _state, _exprDepth, _relationDepth, _calcDepth, _errors.Depth);
        _errors.IsProbing = true;
        try
        {
            Member(_state, TokenSet.Nullable);
            return null;
        }
        catch (ProbeFailedException failure)
        {
            return failure.Offending;
        }
        finally
        {
            _errors.IsProbing = false;
            (_tokens.Index, _state, _exprDepth, _relationDepth, _calcDepth, _errors.Depth) = mark;
        }
    }
}
