namespace Steersman.Yaml.Outline;

/// <summary>A collection that is open.</summary>
/// <param name="Column">Where its keys or its dashes stand.</param>
/// <param name="IsSequence">False for a map.</param>
internal readonly record struct Level(int Column, bool IsSequence);
