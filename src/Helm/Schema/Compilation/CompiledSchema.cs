namespace Steersman.Helm.Schema.Compilation;

/// <summary>A schema made ready to judge values.</summary>
/// <param name="Root">Where judging begins.</param>
/// <param name="UnresolvedNames">The URNs it refers to that nobody knows.</param>
internal sealed record CompiledSchema(SchemaNode Root, IReadOnlyList<string> UnresolvedNames);
