namespace Steersman.Semver;

/// <summary>One operator with its version, such as <c>&gt;=1.2.x</c>; the rules of Masterminds' <c>constraints.go</c>.</summary>
internal sealed class Comparator
{
    private readonly ConstraintOperator _operator;
    private readonly string _operatorText;
    private readonly string _versionText;
    private readonly SemVersion _version;
    private readonly bool _isMinorOpen;
    private readonly bool _isPatchOpen;
    private readonly bool _isOpen;

    private Comparator(string operatorText, string versionText, SemVersion version, bool isMinorOpen, bool isPatchOpen, bool isOpen)
    {
        _operator = Operator(operatorText);
        _operatorText = operatorText;
        _versionText = versionText;
        _version = version;
        _isMinorOpen = isMinorOpen;
        _isPatchOpen = isPatchOpen;
        _isOpen = isOpen;
    }

    public bool HasPrerelease => _version.Prerelease.Length > 0;

    /// <summary>Makes the comparator of an operator and a version text with wildcards; null where Masterminds says "constraint parser error".</summary>
    public static Comparator? Create(string operatorText, ReadOnlySpan<char> versionText)
    {
        VersionText parts = VersionText.Read(versionText, 0, wildcards: true);
        string prerelease = parts.Prerelease.IsEmpty ? "" : $"-{parts.Prerelease}";
        string whole;
        bool isOpen = true, isMinorOpen = false, isPatchOpen = false;
        if (IsWildcard(parts.Major))
        {
            whole = $"0.0.0{prerelease}";
        }
        else if (IsWildcard(parts.Minor))
        {
            isMinorOpen = true;
            whole = $"{parts.Major}.0.0{prerelease}";
        }
        else if (IsWildcard(parts.Patch))
        {
            isPatchOpen = true;
            whole = $"{parts.Major}.{parts.Minor}.0{prerelease}";
        }
        else
        {
            isOpen = false;
            whole = versionText.ToString();
        }

        return SemVersion.TryNewVersion(whole, out SemVersion? version, out _)
            ? new Comparator(operatorText, versionText.ToString(), version, isMinorOpen, isPatchOpen, isOpen)
            : null;
    }

    /// <summary>Null where the version satisfies it, else why not, in Masterminds' words.</summary>
    public string? Check(SemVersion version, bool includePrerelease)
    {
        if (version.Prerelease.Length > 0 && !includePrerelease)
        {
            return SemConstraint.PrereleaseReason(version);
        }

        return _operator switch
        {
            ConstraintOperator.TildeOrEqual when _isOpen => CheckTilde(version),
            ConstraintOperator.TildeOrEqual => version.Equal(_version) ? null : Reason(version, "is not equal to"),
            ConstraintOperator.NotEqual => CheckNotEqual(version),
            ConstraintOperator.GreaterThan => CheckGreaterThan(version),
            ConstraintOperator.LessThan => version.LessThan(_version) ? null : Reason(version, "is greater than or equal to"),
            ConstraintOperator.GreaterThanEqual => version.LessThan(_version) ? Reason(version, "is less than") : null,
            ConstraintOperator.LessThanEqual => CheckLessThanEqual(version),
            ConstraintOperator.Tilde => CheckTilde(version),
            _ => CheckCaret(version),
        };
    }

    public override string ToString() => _operatorText + _versionText;

    private static bool IsWildcard(ReadOnlySpan<char> part) => part is "" or "x" or "X" or "*";

    private static ConstraintOperator Operator(string text) => text switch
    {
        "!=" => ConstraintOperator.NotEqual,
        ">" => ConstraintOperator.GreaterThan,
        "<" => ConstraintOperator.LessThan,
        ">=" or "=>" => ConstraintOperator.GreaterThanEqual,
        "<=" or "=<" => ConstraintOperator.LessThanEqual,
        "~" or "~>" => ConstraintOperator.Tilde,
        "^" => ConstraintOperator.Caret,
        _ => ConstraintOperator.TildeOrEqual,
    };

    private string Reason(SemVersion version, string relation) => $"{GoQuote.Quote(version.ToString())} {relation} {GoQuote.Quote(_versionText)}";

    private string? CheckNotEqual(SemVersion version)
    {
        if (_isOpen)
        {
            if (_version.Major != version.Major || (_version.Minor != version.Minor && !_isMinorOpen))
            {
                return null;
            }

            if (_isMinorOpen)
            {
                return Reason(version, "is equal to");
            }

            if (_isPatchOpen)
            {
                bool differs = (version.Prerelease.Length > 0 || HasPrerelease) && PrereleaseOrder.Compare(version.Prerelease, _version.Prerelease) != 0;
                return differs ? null : Reason(version, "is equal to");
            }

            if (_version.Patch != version.Patch)
            {
                return null;
            }
        }

        return version.Equal(_version) ? Reason(version, "is equal to") : null;
    }

    private string? CheckGreaterThan(SemVersion version)
    {
        bool isGreater;
        if (!_isOpen || version.Major != _version.Major)
        {
            isGreater = _isOpen ? version.Major > _version.Major : version.GreaterThan(_version);
        }
        else if (_isMinorOpen)
        {
            // >11 means 12 or higher: 11.1.0 is still 11.
            isGreater = false;
        }
        else
        {
            isGreater = _isPatchOpen ? version.Minor > _version.Minor : version.GreaterThan(_version);
        }

        return isGreater ? null : Reason(version, "is less than or equal to");
    }

    private string? CheckLessThanEqual(SemVersion version)
    {
        bool isGreater = _isOpen
            ? version.Major > _version.Major || (version.Major == _version.Major && version.Minor > _version.Minor && !_isMinorOpen)
            : version.GreaterThan(_version);
        return isGreater ? Reason(version, "is greater than") : null;
    }

    private string? CheckTilde(SemVersion version)
    {
        if (version.LessThan(_version))
        {
            return Reason(version, "is less than");
        }

        // ~0.0.0 and ~* accept everything.
        if (_version is { Major: 0, Minor: 0, Patch: 0 } && !_isMinorOpen && !_isPatchOpen)
        {
            return null;
        }

        if (version.Major != _version.Major)
        {
            return Reason(version, "does not have same major version as");
        }

        return version.Minor != _version.Minor && !_isMinorOpen ? Reason(version, "does not have same major and minor version as") : null;
    }

    private string? CheckCaret(SemVersion version)
    {
        if (version.LessThan(_version))
        {
            return Reason(version, "is less than");
        }

        if (_version.Major > 0 || _isMinorOpen || version.Major > 0)
        {
            return version.Major == _version.Major ? null : Reason(version, "does not have same major version as");
        }

        if (_version.Minor > 0 || _isPatchOpen)
        {
            return version.Minor == _version.Minor
                ? null
                : Reason(version, "does not have same minor version as") + ". Expected minor versions to match when constraint major version is 0";
        }

        if (version.Minor > 0)
        {
            return Reason(version, "does not have same minor version as");
        }

        return version.Patch == _version.Patch
            ? null
            : Reason(version, "does not equal") + ". Expect version and constraint to equal when major and minor versions are 0";
    }
}
