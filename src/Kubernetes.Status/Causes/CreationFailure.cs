namespace Steersman.Kubernetes.Status.Causes;

/// <summary>Tells from the text with which a controller says that it cannot create pods (FailedCreate) what stands in the way.</summary>
internal static class CreationFailure
{
    private static readonly string[] Quota = ["exceeded quota", "insufficient quota to match"];

    private static readonly string[] Missing = ["no PriorityClass with name", "error looking up service account"];

    /// <summary>What admission says of a pod that it will not have; ValidatingAdmissionPolicies and webhooks say "denied".</summary>
    private static readonly string[] Rejected =
    [
        "violates PodSecurity", "denied the request", "denied request", " usage per ", "limit to request ratio", "must specify", " is invalid: ", "Invalid value:",
        "unable to validate against any",
    ];

    private static readonly string[] Down =
    [
        "failed calling webhook", "failed to call webhook", "connection refused", "no endpoints available", "context deadline exceeded", "i/o timeout",
        "Client.Timeout exceeded", "etcdserver: ", "Timeout: request did not complete",
    ];

    /// <summary>QuotaExceeded, PodRejected, WebhookDown or MissingDep; null for what is none of them.</summary>
    public static CauseCode? Classify(string text)
    {
        // Who denies may quote anything: what the server says of itself stands before it.
        int denied = IndexOf(text, Rejected);
        if (IndexOf(text, Down) < denied)
        {
            return CauseCode.WebhookDown;
        }

        if (IndexOf(text, Quota) < denied)
        {
            return CauseCode.QuotaExceeded;
        }

        if (denied != int.MaxValue)
        {
            return CauseCode.PodRejected;
        }

        return IndexOf(text, Missing) != int.MaxValue || IsNotFound(text, "serviceaccount \"") || IsNotFound(text, "RuntimeClass \"") ? CauseCode.MissingDep : null;
    }

    private static bool IsNotFound(string text, string what) =>
        text.IndexOf(what, StringComparison.OrdinalIgnoreCase) is var at and >= 0 && text.AsSpan(at).Contains("not found", StringComparison.Ordinal);

    private static int IndexOf(string text, string[] words)
    {
        int first = int.MaxValue;
        foreach (string word in words)
        {
            int at = text.IndexOf(word, StringComparison.Ordinal);
            if (at >= 0 && at < first)
            {
                first = at;
            }
        }

        return first;
    }
}
