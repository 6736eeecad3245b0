namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>One request in the audit log.</summary>
internal sealed record AuditEntry(DateTimeOffset At, string Verb, string Resource, string Namespace, string Uri);
