namespace Steersman.Regex.Syntax;

/// <summary>A group that is open while its inside is parsed; the whole expression is the outermost.</summary>
internal sealed class GroupFrame(SyntaxFlags outerFlags, int capture)
{
    /// <summary>The flags to go back to behind the group.</summary>
    public SyntaxFlags OuterFlags { get; } = outerFlags;

    /// <summary>The number of the capture; 0 where it is none.</summary>
    public int Capture { get; } = capture;

    /// <summary>The parts of the branch that is being read.</summary>
    public List<Node> Parts { get; } = [];

    /// <summary>The branches before it.</summary>
    public List<Node> Branches { get; } = [];
}
