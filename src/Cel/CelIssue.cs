namespace Steersman.Cel;

/// <summary>What is wrong with an expression, and where.</summary>
/// <param name="Line">The line, from 1; -1 where the issue has no place.</param>
/// <param name="Column">The column in code points, from 1; 0 where the issue has no place.</param>
/// <param name="Message">What is wrong, in cel-go's words.</param>
public sealed record CelIssue(int Line, int Column, string Message);
