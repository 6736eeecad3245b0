using Steersman.Kustomize.Selecting;

namespace Steersman.Kustomize.Patches;

/// <summary>One patch of a kustomization.</summary>
/// <param name="Patch">Strategic merge patches or a JSON 6902 patch, in YAML or JSON.</param>
/// <param name="Target">What it is for; null: strategic merge patches name their objects themselves.</param>
public sealed record KustomizePatch(string Patch, TargetSelector? Target = null);
