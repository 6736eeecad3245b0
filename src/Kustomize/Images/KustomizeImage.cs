namespace Steersman.Kustomize.Images;

/// <summary>What becomes of an image: kustomize's <c>images</c>. Empty texts change nothing.</summary>
/// <param name="Name">Name without tag; a regular expression that must match as a whole.</param>
/// <param name="NewName">What stands in place of the name.</param>
/// <param name="NewTag">What stands in place of the tag; it takes a digest away.</param>
/// <param name="Digest">What stands in place of the digest; it takes a tag away, unless there is a new one.</param>
public sealed record KustomizeImage(string Name, string NewName = "", string NewTag = "", string Digest = "");
