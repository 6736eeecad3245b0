namespace Steersman.Regex.Programs;

/// <summary>A part of a program whose ways out lead nowhere yet.</summary>
internal readonly record struct Fragment(int Start, ExitList Exits, bool IsNullable)
{
    /// <summary>What matches nothing at all.</summary>
    public static Fragment Failing => default;

    public bool IsFailing => Start == 0;
}
