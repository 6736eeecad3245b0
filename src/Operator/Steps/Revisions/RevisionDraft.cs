using Steersman.Helm.Releases;
using Steersman.Releases.Rendering;

namespace Steersman.Operator.Steps.Revisions;

/// <summary>The next revision of a release, before anything is written.</summary>
/// <param name="Rendered">What chart and values make.</param>
/// <param name="Pending">The record as it is stored first.</param>
internal sealed record RevisionDraft(RenderedRevision Rendered, Release Pending);
