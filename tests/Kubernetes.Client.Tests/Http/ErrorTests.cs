using System.Net;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Tests.Scripted;

namespace Steersman.Kubernetes.Client.Tests.Http;

public sealed class ErrorTests
{
    private const string Object = "/api/v1/namespaces/default/configmaps/a";

    // Code, reason, and the properties that must be true; the text always speaks of something else.
    [TestCase(409, "AlreadyExists", "IsAlreadyExists")]
    [TestCase(409, "Conflict", "IsConflict")]
    [TestCase(410, "Expired", "IsExpired")]
    [TestCase(410, "Gone", "IsExpired")]
    [TestCase(410, "", "IsExpired")]
    [TestCase(403, "Forbidden", "IsForbidden")]
    [TestCase(403, "", "IsForbidden")]
    [TestCase(401, "Unauthorized", "IsUnauthorized")]
    [TestCase(404, "NotFound", "IsNotFound")]
    [TestCase(404, "", "IsNotFound")]
    [TestCase(422, "Invalid", "IsInvalid")]
    [TestCase(400, "BadRequest", "IsBadRequest")]
    [TestCase(429, "TooManyRequests", "IsThrottled,IsTransient")]
    [TestCase(500, "InternalError", "IsTransient")]
    [TestCase(504, "Timeout", "IsTransient")]
    [TestCase(503, "ServiceUnavailable", "IsTransient")]
    public void Errors_are_classified_by_code_and_reason_never_by_text(int code, string reason, string expected)
    {
        KubernetesApiException e = new((HttpStatusCode)code, new ApiStatus { Code = code, Reason = reason, Message = "already exists, not found, conflict, too old, forbidden, 410" });

        Assert.That(TrueProperties(e), Is.EqualTo(expected));
    }

    [Test]
    public async Task The_answers_of_a_real_server_are_read_with_their_causes()
    {
        Assert.That((await AskAsync("invalid", 422)).Status.Causes.Select(cause => $"{cause.Reason} {cause.Field}"), Is.EqualTo(new[]
        {
            "FieldValueInvalid metadata.name", "FieldValueInvalid spec.replicas", "FieldValueInvalid spec.template.metadata.labels", "FieldValueRequired spec.template.spec.containers",
        }));
        KubernetesApiException conflict = await AskAsync("apply-conflict", 409);
        Assert.That((conflict.IsApplyConflict, conflict.IsConflict, conflict.Status.Causes.Single().Field), Is.EqualTo((true, true, ".data.k")));
        KubernetesApiException exists = await AskAsync("already-exists", 409);
        Assert.That((exists.IsAlreadyExists, exists.IsConflict, exists.Message), Is.EqualTo((true, false, "configmaps \"a\" already exists")));
        KubernetesApiException stale = await AskAsync("conflict", 409);
        Assert.That((stale.IsConflict, stale.IsApplyConflict, stale.Status.Name, stale.Status.Kind), Is.EqualTo((true, false, "a", "configmaps")));
        Assert.That((await AskAsync("strict-decoding", 400)).IsBadRequest, Is.True);
        Assert.That((await AskAsync("unauthorized", 401)).IsUnauthorized, Is.True);
    }

    [TestCase("<html>the proxy's page</html>", "text/html")]
    [TestCase("not json", "application/json")]
    [TestCase("""{"kind":"Pod"}""", "application/json")]
    [TestCase("", "application/json")]
    public async Task An_answer_that_is_no_Status_is_known_by_its_code_alone(string body, string type)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.On("GET", Object, async context =>
        {
            context.Response.StatusCode = 502;
            context.Response.ContentType = type;
            await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(body));
        });
        using KubernetesClient client = server.Client();

        KubernetesApiException e = (await Assert.ThrowsAsync<KubernetesApiException>(() => client.Resource<ConfigMap>().GetAsync(new NamespacedName("default", "a"), Deadline.None)))!;

        Assert.That(((int)e.StatusCode, e.Status.Reason, e.Message), Is.EqualTo((502, "", "the server answered 502 BadGateway")));
    }

    [Test]
    public void A_version_that_the_server_has_not_reached_is_known_by_its_cause()
    {
        KubernetesApiException e = KubernetesApiException.FromStatus(new ApiStatus { Code = 504, Reason = "Timeout", Causes = [new StatusCause("ResourceVersionTooLarge", "Too large resource version", null)] });

        Assert.That(e.IsResourceVersionTooLarge, Is.True);
    }

    private static string TrueProperties(KubernetesApiException e) => string.Join(',', new (string Name, bool Value)[]
    {
        (nameof(e.IsAlreadyExists), e.IsAlreadyExists), (nameof(e.IsConflict), e.IsConflict), (nameof(e.IsExpired), e.IsExpired), (nameof(e.IsForbidden), e.IsForbidden),
        (nameof(e.IsUnauthorized), e.IsUnauthorized), (nameof(e.IsNotFound), e.IsNotFound), (nameof(e.IsInvalid), e.IsInvalid), (nameof(e.IsBadRequest), e.IsBadRequest),
        (nameof(e.IsThrottled), e.IsThrottled), (nameof(e.IsTransient), e.IsTransient),
    }.Where(property => property.Value).Select(property => property.Name));

    private static async Task<KubernetesApiException> AskAsync(string file, int code)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.On("PUT", Object, Answers.File($"status/{file}.json", code));
        using KubernetesClient client = server.Client();
        return (await Assert.ThrowsAsync<KubernetesApiException>(() =>
            client.Resource<ConfigMap>().UpdateAsync(new ConfigMap(new NamespacedName("default", "a")), Kubernetes.Client.Resources.WriteOptions.Default, Deadline.None)))!;
    }
}
