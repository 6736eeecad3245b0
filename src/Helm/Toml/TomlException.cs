namespace Steersman.Helm.Toml;

/// <summary>A text that is no TOML, or a value that TOML cannot hold; the message is that of github.com/BurntSushi/toml.</summary>
public sealed class TomlException : FormatException
{
    public TomlException(string message)
        : base(message)
    {
    }
}
