namespace Steersman.GoTemplate.Json;

/// <summary>A text that is no JSON, or a value that JSON cannot hold; the message is encoding/json's (Go 1.26).</summary>
public sealed class GoJsonException : FormatException
{
    public GoJsonException(string message)
        : base(message)
    {
    }
}
