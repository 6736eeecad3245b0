namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>How a tenant may try to get at what is not his, and what he is told.</summary>
/// <param name="Field">The field, or the thing in a chart, that he uses.</param>
/// <param name="Spec">The spec.</param>
/// <param name="Answer">Part of Ready's message.</param>
internal sealed record TenantAttempt(string Field, string Spec, string Answer)
{
    /// <summary>A file of the chart; null for a chart of one ConfigMap.</summary>
    public (string Path, string Text)? File { get; init; }

    /// <summary>The same with a template.</summary>
    public static TenantAttempt ByTemplate(string what, string template, string answer) => new(what, "{}", answer) { File = ("templates/attempt.yaml", template) };

    public override string ToString() => Field;
}
