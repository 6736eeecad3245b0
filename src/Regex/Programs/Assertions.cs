namespace Steersman.Regex.Programs;

/// <summary>What may hold between two runes.</summary>
[Flags]
internal enum Assertions
{
    None = 0,
    BeginLine = 1,
    EndLine = 2,
    BeginText = 4,
    EndText = 8,
    WordBoundary = 16,
    NoWordBoundary = 32,
}
