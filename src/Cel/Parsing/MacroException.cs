namespace Steersman.Cel.Parsing;

/// <summary>The arguments of a macro do not fit it.</summary>
/// <param name="id">The node that does not fit.</param>
/// <param name="message">What is wrong with it.</param>
internal sealed class MacroException(int id, string message) : Exception(message)
{
    public int Id => id;
}
