namespace Steersman.Helm.Schema;

/// <summary>A schema that cannot be used; the message is the one of the schema library.</summary>
public sealed class SchemaException : Exception
{
    public SchemaException()
    {
    }

    public SchemaException(string message)
        : base(message)
    {
    }

    public SchemaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
