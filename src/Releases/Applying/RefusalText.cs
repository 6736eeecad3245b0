using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Releases.Applying;

/// <summary>The server's refusal as messages show it.</summary>
internal static class RefusalText
{
    private const int MaxLength = 512;

    /// <summary>Object and message. Of a Secret only the fields are named: the server's text quotes their values.</summary>
    public static string Of(ReleaseObject item, KubernetesApiException exception)
    {
        string text = $"{item.Key}: {Reason(item, exception)}";
        return text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength - 1), "…");
    }

    /// <summary>The message alone.</summary>
    public static string Reason(ReleaseObject item, KubernetesApiException exception) => item.Kind is { Group: "", Kind: "Secret" }
        ? $"refused ({exception.Status.Reason}){string.Concat(exception.Status.Causes.Select(cause => $" {cause.Field}"))}"
        : exception.Message;
}
