using Steersman.GoTemplate.Execution;

namespace Steersman.Sprig;

/// <summary>The functions of sprig 3.3.0 that Helm exposes: all but <c>env</c> and <c>expandenv</c>, and <c>getHostByName</c> without a network.</summary>
public static class SprigFunctions
{
    /// <summary>The functions by name, with their Go signatures.</summary>
    public static FunctionMap Map { get; } = FunctionMap.Empty.With(
    [
        .. Strings.Functions,
        .. StringCases.Functions,
        .. StringLists.Functions,
        .. Encoding.Functions,
        .. Numeric.Functions,
        .. DecimalMath.Functions,
        .. Date.Functions,
        .. Defaults.Functions,
        .. Json.Functions,
        .. Reflect.Functions,
        .. Lists.Functions,
        .. Dicts.Functions,
        .. Crypto.Functions,
        .. Certificates.Functions,
        .. Random.Functions,
        .. Regex.Functions,
        .. Semver.Functions,
        .. Url.Functions,
        .. Path.Functions,
        .. Flow.Functions,
    ]);
}
