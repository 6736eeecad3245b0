using System.Diagnostics.CodeAnalysis;

namespace Steersman.Sprig.Keys;

/// <summary>A block of a PEM text.</summary>
/// <param name="Type">The words between BEGIN and the dashes.</param>
/// <param name="Bytes">The content.</param>
[SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "the bytes are read once, by whoever asked for the block")]
internal sealed record PemBlock(string Type, byte[] Bytes);
