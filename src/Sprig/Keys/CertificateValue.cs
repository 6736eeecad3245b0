using Steersman.GoTemplate.Values;

namespace Steersman.Sprig.Keys;

/// <summary>Sprig's struct <c>certificate</c>: a certificate and its key, both PEM.</summary>
internal sealed class CertificateValue(string cert, string key) : IGoFields
{
    /// <summary>Go's type <c>sprig.certificate</c>.</summary>
    public static GoType Type { get; } = new(GoKind.Struct, "sprig.certificate");

    public string Cert { get; } = cert;

    public string Key { get; } = key;

    public GoType GoType => Type;

    public IReadOnlyList<KeyValuePair<string, Value>> GoFields =>
        [new("Cert", Value.FromString(Cert)), new("Key", Value.FromString(Key))];

    public bool TryGetField(string name, out Value value)
    {
        value = name switch
        {
            "Cert" => Value.FromString(Cert),
            "Key" => Value.FromString(Key),
            _ => Value.Nil,
        };
        return !value.IsNil;
    }
}
