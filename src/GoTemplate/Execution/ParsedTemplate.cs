namespace Steersman.GoTemplate.Execution;

/// <summary>The outcome of parsing one text: its own body and those it defines. Immutable and safe for concurrent use.</summary>
/// <param name="Main">The body of the text itself.</param>
/// <param name="Definitions">The bodies of its <c>define</c> and <c>block</c> actions.</param>
public sealed record ParsedTemplate(TemplateBody Main, IReadOnlyList<TemplateBody> Definitions);
