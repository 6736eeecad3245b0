namespace Steersman.Helm.PostRendering;

/// <summary>Kinds of nodes of a <see cref="LayoutNode"/> tree.</summary>
internal enum LayoutKind
{
    Scalar,
    Mapping,
    Sequence,
}
