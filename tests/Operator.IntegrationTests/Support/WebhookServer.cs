using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>An admission webhook for the ConfigMaps of one namespace; the API server is on the loopback as well.</summary>
internal sealed class WebhookServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;
    private Func<CancellationToken, Task<JsonObject>> _answer = _ => Task.FromResult(new JsonObject { ["allowed"] = true });
    private Unstructured? _configuration;

    private WebhookServer(WebApplication app, X509Certificate2 certificate)
    {
        _app = app;
        _certificate = certificate;
    }

    /// <summary>Starts it, and has the API server ask it.</summary>
    public static async Task<WebhookServer> StartAsync(string ns, bool isMutating)
    {
        X509Certificate2 certificate = Certificate();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        WebhookServer server = new(builder.Build(), certificate);
        server._app.MapPost("/", server.ReviewAsync);
        await server._app.StartAsync();
        await server.RegisterAsync(ns, isMutating);
        return server;
    }

    public void Allow() => _answer = _ => Task.FromResult(new JsonObject { ["allowed"] = true });

    public void Deny(string why) => _answer = _ => Task.FromResult(new JsonObject { ["allowed"] = false, ["status"] = new JsonObject { ["message"] = why } });

    /// <summary>Lets every request wait until the API server gives it up.</summary>
    public void Hang() => _answer = async cancellation =>
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        return [];
    };

    /// <summary>Changes every object by a JSON patch.</summary>
    public void Mutate(string patch) => _answer = _ => Task.FromResult(new JsonObject
    {
        ["allowed"] = true,
        ["patchType"] = "JSONPatch",
        ["patch"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(patch)),
    });

    public async ValueTask DisposeAsync()
    {
        if (_configuration is { } configuration)
        {
            try
            {
                await (await TestCluster.Client.ResourceAsync(configuration.GroupVersionKind, CancellationToken.None)).DeleteAsync(configuration.Key, DeleteOptions.Default, CancellationToken.None);
            }
            catch (KubernetesException exception)
            {
                await TestContext.Out.WriteLineAsync($"{configuration.Key} stays: {exception.Message}");
            }
        }

        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task ReviewAsync(HttpContext context)
    {
        JsonObject review = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        JsonObject response = await _answer(context.RequestAborted);
        response["uid"] = review["request"]!["uid"]!.ToString();
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(new JsonObject { ["apiVersion"] = "admission.k8s.io/v1", ["kind"] = "AdmissionReview", ["response"] = response }.ToJsonString(), context.RequestAborted);
    }

    private async Task RegisterAsync(string ns, bool isMutating)
    {
        string kind = isMutating ? "MutatingWebhookConfiguration" : "ValidatingWebhookConfiguration";
        Uri address = new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        string authority = Convert.ToBase64String(Encoding.ASCII.GetBytes(_certificate.ExportCertificatePem()));
        Unstructured configuration = new((JsonObject)YamlJson.Parse(
            $$"""
            apiVersion: admissionregistration.k8s.io/v1
            kind: {{kind}}
            metadata: {name: {{ns}} }
            webhooks:
            - name: test.steersman.dev
              admissionReviewVersions: [v1]
              sideEffects: None
              failurePolicy: Fail
              timeoutSeconds: 1
              namespaceSelector: {matchLabels: {webhook: {{ns}} } }
              clientConfig: {url: "https://127.0.0.1:{{address.Port}}/", caBundle: {{authority}} }
              rules:
              - {apiGroups: [""], apiVersions: [v1], resources: [configmaps], operations: [CREATE, UPDATE]}
            """)!);
        JsonObject labelled = new() { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["webhook"] = ns } } };
        await TestCluster.Client.Resource<Namespace>().PatchAsync(new NamespacedName(null, ns), Patch.Merge(labelled), WriteOptions.Default, CancellationToken.None);
        IResourceClient<Unstructured> resource = await TestCluster.Client.ResourceAsync(configuration.GroupVersionKind, CancellationToken.None);
        _configuration = await resource.CreateAsync(configuration, WriteOptions.Default, CancellationToken.None);
    }

    private static X509Certificate2 Certificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=webhook", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using X509Certificate2 own = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
    }
}
