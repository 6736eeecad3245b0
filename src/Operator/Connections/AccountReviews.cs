using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Operator.Connections;

/// <summary>What a service account may do, by SubjectAccessReviews; an answer counts for five minutes. Thread-safe.</summary>
/// <param name="client">Asks, as the operator or the user of the kubeconfig.</param>
/// <param name="account">The account.</param>
/// <param name="time">The clock.</param>
internal sealed class AccountReviews(IKubernetesClient client, NamespacedName account, TimeProvider time)
{
    private const int MaxAnswers = 10_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);
    private static readonly ResourceMapping Mapping = ResourceMapping.Known("authorization.k8s.io", "v1", "SubjectAccessReview", "subjectaccessreviews", ResourceScope.Cluster);

    private readonly ConcurrentDictionary<Question, Answer> _answers = new();

    /// <summary>Whether the account may do that.</summary>
    /// <param name="verb">Such as <c>watch</c>.</param>
    /// <param name="resource">The kind.</param>
    /// <param name="ns">The namespace; null for the whole cluster, or a kind without namespaces.</param>
    /// <param name="name">One object; null for all.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="KubernetesConnectionException">Nobody answers.</exception>
    public async ValueTask<bool> MayAsync(string verb, ResourceMapping resource, string? ns, string? name, CancellationToken cancellation)
    {
        Question question = new(verb, resource.Kind.Group, resource.Plural, ns, name);
        DateTimeOffset now = time.GetUtcNow();
        if (_answers.TryGetValue(question, out Answer? known) && known.Until > now)
        {
            return known.IsAllowed;
        }

        bool isAllowed = await AskAsync(question, cancellation);
        if (_answers.Count >= MaxAnswers)
        {
            _answers.Clear();
        }

        _answers[question] = new Answer(isAllowed, now + MaxAge);
        return isAllowed;
    }

    /// <summary>Rights have changed.</summary>
    public void Forget() => _answers.Clear();

    private async Task<bool> AskAsync(Question question, CancellationToken cancellation)
    {
        Unstructured review = Unstructured.Create(Mapping.Kind, new NamespacedName(null, ""));
        review.Content["metadata"] = new JsonObject();
        review.Content["spec"] = new JsonObject
        {
            ["user"] = $"system:serviceaccount:{account.Namespace}:{account.Name}",
            ["groups"] = new JsonArray("system:serviceaccounts", $"system:serviceaccounts:{account.Namespace}", "system:authenticated"),
            ["resourceAttributes"] = new JsonObject
            {
                ["verb"] = question.Verb,
                ["group"] = question.Group,
                ["resource"] = question.Resource,
                ["namespace"] = question.Namespace,
                ["name"] = question.Name,
            },
        };
        try
        {
            Unstructured answer = await client.Resource(Mapping).CreateAsync(review, WriteOptions.Default, cancellation);
            return answer.Content.GetObject("status")?.GetBool("allowed") == true;
        }
        catch (KubernetesApiException exception) when (exception.IsForbidden)
        {
            // Who may not ask takes no for an answer: the account then looks for itself.
            return false;
        }
    }

    private sealed record Question(string Verb, string Group, string Resource, string? Namespace, string? Name);

    private sealed record Answer(bool IsAllowed, DateTimeOffset Until);
}
