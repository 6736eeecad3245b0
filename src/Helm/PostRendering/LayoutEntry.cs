namespace Steersman.Helm.PostRendering;

/// <summary>An entry of a mapping, or an item of a sequence, whose key is empty.</summary>
/// <param name="Key">The key as it is written.</param>
/// <param name="Value">Its value.</param>
/// <param name="Comments">The lines of comments above it.</param>
internal sealed record LayoutEntry(string Key, LayoutNode Value, IReadOnlyList<string> Comments);
