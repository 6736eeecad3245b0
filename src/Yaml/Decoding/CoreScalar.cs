namespace Steersman.Yaml.Decoding;

/// <summary>What an untagged plain scalar stands for in go-yaml v3: as in v2, but that only <c>true</c> and <c>false</c> are truth values.</summary>
internal static class CoreScalar
{
    public static Scalar Resolve(ReadOnlySpan<char> value)
    {
        Scalar scalar = ScalarResolver.Resolve(value, withTimestamps: true);
        return scalar.Kind == ScalarKind.Bool && value is not ("true" or "True" or "TRUE" or "false" or "False" or "FALSE") ? Scalar.String : scalar;
    }
}
