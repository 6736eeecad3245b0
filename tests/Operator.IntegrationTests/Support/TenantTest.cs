using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Hosting;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>A test whose releases are managed as the service account <c>tenant</c>, which may do anything in the test's namespace and nothing elsewhere.</summary>
internal abstract class TenantTest : ReleaseTest
{
    protected const string Tenant = "tenant";
    protected const string Rbac = "rbac.authorization.k8s.io/v1";

    /// <inheritdoc/>
    protected override bool StartsOperator => false;

    protected string User => $"system:serviceaccount:{Namespace}:{Tenant}";

    protected virtual OperatorOptions Options => new() { WatchNamespaces = [Namespace], DefaultServiceAccount = Tenant };

    /// <summary>Makes the account and its rights.</summary>
    protected async Task AdmitAsync()
    {
        await CreateAccountAsync();
        await GrantAsync("everything", """{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}""");
    }

    protected Task<Unstructured> CreateAccountAsync() => ApplyAsync($"apiVersion: v1\nkind: ServiceAccount\nmetadata: {{name: {Tenant}}}\n");

    /// <summary>Gives the account rights in the test's namespace.</summary>
    protected async Task GrantAsync(string role, string rules)
    {
        await ApplyAsync($"apiVersion: {Rbac}\nkind: Role\nmetadata: {{name: {role}}}\nrules: [{rules}]\n");
        await ApplyAsync(
            $$"""
            apiVersion: {{Rbac}}
            kind: RoleBinding
            metadata: {name: {{role}}}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: {{role}}}
            subjects: [{kind: ServiceAccount, name: {{Tenant}}, namespace: {{Namespace}}}]
            """);
        await UntilAllowedAsync();
    }

    // The server's authorizer follows its own watch.
    private async Task UntilAllowedAsync()
    {
        IResourceClient<Unstructured> roles = await Client.Impersonate(Kubernetes.Client.Authentication.ImpersonationIdentity.ServiceAccount(Namespace, Tenant))
            .ResourceAsync(GroupVersionKind.Parse("v1", "Secret"), CancellationToken.None);
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(50));
        using CancellationTokenSource deadline = new(Until.Patience);
        do
        {
            try
            {
                await roles.ListAsync(new ListOptions { Namespace = Namespace }, deadline.Token);
                return;
            }
            catch (Kubernetes.Client.Errors.KubernetesApiException exception) when (exception.IsForbidden)
            {
                // Not yet.
            }
        }
        while (await timer.WaitForNextTickAsync(deadline.Token));
    }
}
