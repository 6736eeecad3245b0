namespace Steersman.Yaml;

/// <summary>A text that is no YAML, or one that go-yaml refuses; the message is go-yaml's own.</summary>
public sealed class YamlException : FormatException
{
    /// <summary>Makes an error.</summary>
    /// <param name="message">The text as go-yaml or sigs.k8s.io/yaml gives it, <c>yaml: line 3: did not find expected key</c>.</param>
    public YamlException(string message)
        : base(message)
    {
    }
}
