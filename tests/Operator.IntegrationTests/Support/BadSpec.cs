namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>A spec with one thing wrong.</summary>
/// <param name="Name">Name of the release.</param>
/// <param name="Spec">What is wrong; a spec without a chart takes the one that is right.</param>
/// <param name="Reason">The reason of the condition Ready and of the event.</param>
/// <param name="Message">What the message must contain.</param>
/// <param name="Object">An object that mends it; null: the spec without what is wrong does.</param>
internal sealed record BadSpec(string Name, string Spec, string Reason, string Message, string? Object = null)
{
    public override string ToString() => Name;
}
