using System.Buffers;

namespace Steersman.Operator.Connections;

/// <summary>Names of service accounts: those of DNS subdomains (<c>ValidateServiceAccountName</c> in Kubernetes).</summary>
internal static class AccountName
{
    private const int MaxLength = 253;
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Whether an account can have that name.</summary>
    public static bool IsValid(string name) => name.Length is > 0 and <= MaxLength
        && Array.TrueForAll(name.Split('.'), static part => part.Length > 0 && part[0] != '-' && part[^1] != '-' && !part.AsSpan().ContainsAnyExcept(Allowed));
}
