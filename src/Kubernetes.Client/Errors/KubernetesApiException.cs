using System.Net;

namespace Steersman.Kubernetes.Client.Errors;

/// <summary>The API server answered, and the answer is no success. Classified by code and reason, never by text.</summary>
/// <remarks>An error inside a watch and the same error as an HTTP answer are equal here.</remarks>
public sealed class KubernetesApiException(HttpStatusCode statusCode, ApiStatus status, TimeSpan? retryAfter = null) : KubernetesException(MessageOf(statusCode, status))
{
    public HttpStatusCode StatusCode { get; } = statusCode;

    public ApiStatus Status { get; } = status;

    /// <summary>How long the server asks to wait; null if it does not.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    public bool IsNotFound => Is(HttpStatusCode.NotFound, "NotFound");

    /// <summary>A newer write won, a precondition failed, or fields belong to another manager (409 but <see cref="IsAlreadyExists"/>).</summary>
    public bool IsConflict => StatusCode == HttpStatusCode.Conflict && !IsAlreadyExists;

    public bool IsAlreadyExists => ReasonIs("AlreadyExists");

    /// <summary>The resource version is no longer known: list again (410, reasons Expired and Gone, in a watch or by HTTP).</summary>
    public bool IsExpired => StatusCode == HttpStatusCode.Gone || ReasonIs("Expired") || ReasonIs("Gone");

    public bool IsForbidden => Is(HttpStatusCode.Forbidden, "Forbidden");

    public bool IsUnauthorized => Is(HttpStatusCode.Unauthorized, "Unauthorized");

    /// <summary>The object does not satisfy its schema or validation (422, or 400 by strict field validation).</summary>
    public bool IsInvalid => Is(HttpStatusCode.UnprocessableEntity, "Invalid");

    public bool IsBadRequest => Is(HttpStatusCode.BadRequest, "BadRequest");

    /// <summary>The server has too much to do (429, or 503 with a time to wait).</summary>
    public bool IsThrottled => StatusCode == HttpStatusCode.TooManyRequests || (StatusCode == HttpStatusCode.ServiceUnavailable && RetryAfter is not null);

    /// <summary>The server has not yet reached the resource version that was asked for.</summary>
    public bool IsResourceVersionTooLarge => Status.HasCause("ResourceVersionTooLarge");

    /// <summary>The namespace is being deleted: nothing can be created in it.</summary>
    public bool IsNamespaceTerminating => Status.HasCause("NamespaceTerminating");

    /// <summary>Fields belong to other managers; <see cref="ApiStatus.Causes"/> names field and manager.</summary>
    public bool IsApplyConflict => IsConflict && Status.HasCause("FieldManagerConflict");

    /// <summary>The same request may succeed later without any change (5xx, 429).</summary>
    public bool IsTransient => IsThrottled || (int)StatusCode >= 500;

    /// <summary>The error that a Status stands for, be it a body or an event of a watch.</summary>
    public static KubernetesApiException FromStatus(ApiStatus status) => new(
        (HttpStatusCode)(status.Code == 0 ? 500 : status.Code),
        status,
        status.RetryAfterSeconds is > 0 and < 86_400 and { } seconds ? TimeSpan.FromSeconds(seconds) : null);

    private static string MessageOf(HttpStatusCode statusCode, ApiStatus status) =>
        status.Message.Length > 0 ? status.Message : $"the server answered {(int)statusCode} {statusCode}";

    // Aggregated API servers and webhooks send reasons with other codes and codes without reasons.
    private bool Is(HttpStatusCode code, string reason) => Status.Reason.Length > 0 ? ReasonIs(reason) : StatusCode == code;

    private bool ReasonIs(string reason) => string.Equals(Status.Reason, reason, StringComparison.Ordinal);
}
