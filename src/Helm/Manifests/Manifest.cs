namespace Steersman.Helm.Manifests;

/// <summary>A rendered document that is no hook.</summary>
/// <param name="Name">Full path of the template it came from.</param>
/// <param name="Content">Its text as rendered, with its trailing newlines.</param>
/// <param name="Head">What was read of it.</param>
public sealed record Manifest(string Name, string Content, ManifestHead Head);
