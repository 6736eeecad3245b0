using System.Runtime.InteropServices;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Merging;

/// <summary>What a merge leaves of a node.</summary>
/// <param name="Node">The node; null where it is to go.</param>
/// <param name="KeepsNull">A null that stays although nulls are otherwise taken away.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Merged(YamlNode? Node, bool KeepsNull = false);
