namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>A source with one thing wrong.</summary>
/// <param name="Name">Name of the release.</param>
/// <param name="Source">The source, as <c>spec.source</c> has it.</param>
/// <param name="Message">What the message must contain.</param>
/// <param name="Fix">The source that is right; null where the object to apply is the fix.</param>
/// <param name="Object">An object that mends it; null where the source is the fix.</param>
internal sealed record BadSource(string Name, string Source, string Message, string? Fix = null, string? Object = null)
{
    public override string ToString() => Name;
}
