using Steersman.Cel.Lexing;

namespace Steersman.Cel.Parsing;

/// <summary>How the parser reports a token that does not fit and goes on: ANTLR's default strategy, bounded as in cel-go.</summary>
/// <remarks>
/// A single superfluous token is dropped, a single missing one is taken as given; else the rule is left, and tokens are skipped until one that may follow it or a rule around it.
/// Until a token fits again, nothing more is reported.
/// </remarks>
internal sealed class ErrorStrategy(TokenStream tokens, SyntaxIssues issues)
{
    private readonly List<TokenSet> _follow = [];
    private readonly HashSet<int> _failedStates = [];
    private int _failedIndex = -1;
    private int _recoveries;

    public bool IsRecovering { get; private set; }

    /// <summary>True while the parser only looks ahead: any error ends that with a <see cref="ProbeFailedException"/>, and nothing is reported.</summary>
    public bool IsProbing { get; set; }

    /// <summary>How many rules are entered.</summary>
    public int Depth
    {
        get => _follow.Count;
        set => _follow.RemoveRange(value, _follow.Count - value);
    }

    /// <summary>Enters a rule; what may follow it in the rule that uses it is kept until <see cref="Leave"/>.</summary>
    public void Enter(TokenSet follow) => _follow.Add(follow);

    public void Leave() => _follow.RemoveAt(_follow.Count - 1);

    /// <summary>A token fits.</summary>
    public void Matched()
    {
        if (IsProbing)
        {
            return;
        }

        IsRecovering = false;
        _failedStates.Clear();
        _failedIndex = -1;
    }

    /// <summary>Before an alternative or an optional part: drops a token that cannot stand here.</summary>
    /// <exception cref="RecognitionException">More is wrong than one token.</exception>
    public void Sync(TokenSet expected)
    {
        if (IsFine(expected))
        {
            return;
        }

        if (!TryDropToken(expected))
        {
            throw Mismatch(expected);
        }
    }

    /// <summary>Between two turns of a loop: skips to what may begin the next turn or follow.</summary>
    public void SyncLoop(TokenSet expected)
    {
        if (IsFine(expected))
        {
            return;
        }

        ReportUnwanted(expected);
        ConsumeUntil(Expected(expected) | RecoverySet());
    }

    /// <summary>The expected token is not here.</summary>
    /// <param name="kind">What is expected.</param>
    /// <param name="after">What may come after it in this rule.</param>
    /// <returns>The token behind a dropped one, or one that was taken as given.</returns>
    /// <exception cref="RecognitionException">Neither helps.</exception>
    public Token RecoverInline(TokenKind kind, TokenSet after)
    {
        FailProbe(tokens.Current);
        CountRecovery();
        TokenSet expected = TokenSet.Of(kind);
        if (TryDropToken(expected))
        {
            Token matched = tokens.Current;
            tokens.Consume();
            return matched;
        }

        if (!Expected(after).Contains(tokens.Current.Kind))
        {
            throw Mismatch(expected);
        }

        if (!IsRecovering)
        {
            IsRecovering = true;
            issues.Report(tokens.Current.Start, $"missing {expected} at {tokens.Current.Display}");
        }

        return new Token(kind, tokens.Current.Start, $"<missing {expected}>", -1);
    }

    /// <summary>Leaves a rule that failed.</summary>
    /// <param name="failure">Why it failed.</param>
    /// <param name="state">The place in the grammar where it failed.</param>
    public void Recover(RecognitionException failure, int state)
    {
        if (!IsRecovering)
        {
            IsRecovering = true;
            issues.Report(failure.Offset, failure.Message);
        }

        CountRecovery();
        if (_failedIndex == tokens.Index && _failedStates.Contains(state))
        {
            tokens.Consume();
        }

        _failedIndex = tokens.Index;
        _failedStates.Add(state);
        ConsumeUntil(RecoverySet());
    }

    public RecognitionException Mismatch(TokenSet expected) => new(tokens.Current.Start, $"mismatched input {tokens.Current.Display} expecting {Expected(expected)}");

    /// <param name="first">The token at which the alternatives begin.</param>
    /// <param name="offending">The token that none of them takes.</param>
    public RecognitionException NoViableAlternative(Token first, Token offending)
    {
        FailProbe(offending);
        return new RecognitionException(offending.Start, $"no viable alternative at input {Token.Quote(tokens.Text(first, offending))}");
    }

    private bool IsFine(TokenSet expected)
    {
        if (expected.IsNullable || expected.Contains(tokens.Current.Kind))
        {
            return true;
        }

        FailProbe(tokens.Current);
        return IsRecovering;
    }

    private void FailProbe(Token offending)
    {
        if (IsProbing)
        {
            throw new ProbeFailedException(offending);
        }
    }

    private bool TryDropToken(TokenSet expected)
    {
        if (!Expected(expected).Contains(tokens.Peek(2).Kind))
        {
            return false;
        }

        ReportUnwanted(expected);
        tokens.Consume();
        Matched();
        return true;
    }

    private void ReportUnwanted(TokenSet expected)
    {
        if (!IsRecovering)
        {
            IsRecovering = true;
            issues.Report(tokens.Current.Start, $"extraneous input {tokens.Current.Display} expecting {Expected(expected)}");
        }
    }

    /// <summary>What may stand here: where the rest of the rule may be empty, what follows it in the rules around it too.</summary>
    private TokenSet Expected(TokenSet set)
    {
        for (int level = _follow.Count - 1; set.IsNullable; level--)
        {
            set = set.WithoutEmpty | (level >= 0 ? _follow[level] : Grammar.Eof);
        }

        return set;
    }

    private TokenSet RecoverySet()
    {
        TokenSet all = default;
        foreach (TokenSet follow in _follow)
        {
            all |= follow;
        }

        return all.WithoutEmpty;
    }

    private void ConsumeUntil(TokenSet set)
    {
        for (int count = 0; tokens.Current.Kind != TokenKind.Eof && !set.Contains(tokens.Current.Kind); count++)
        {
            if (count == ParseLimits.RecoveryTokens)
            {
                throw issues.Abort($"error recovery token lookahead limit exceeded: {ParseLimits.RecoveryTokens}");
            }

            tokens.Consume();
        }
    }

    private void CountRecovery()
    {
        if (_recoveries++ == ParseLimits.Recoveries)
        {
            issues.Report(tokens.Current.Start, $"error recovery attempt limit exceeded: {ParseLimits.Recoveries}");
            throw new ParseAbortedException();
        }
    }
}
