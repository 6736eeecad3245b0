namespace Steersman.Kustomize.Selecting;

/// <summary>Which objects a patch is for. Group, version, kind, name and namespace are regular expressions that must match as a whole; empty ones match all.</summary>
/// <param name="LabelSelector">A label selector in its text form.</param>
/// <param name="AnnotationSelector">The same over annotations.</param>
public sealed record TargetSelector(
    string Group = "",
    string Version = "",
    string Kind = "",
    string Name = "",
    string Namespace = "",
    string LabelSelector = "",
    string AnnotationSelector = "");
