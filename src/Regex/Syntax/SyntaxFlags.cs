namespace Steersman.Regex.Syntax;

/// <summary>The flags that <c>(?imsU)</c> sets; a multi-line pattern is one without <see cref="OneLine"/>.</summary>
[Flags]
internal enum SyntaxFlags
{
    None = 0,
    FoldCase = 1,
    DotNewline = 2,
    OneLine = 4,
    NonGreedy = 8,
}
