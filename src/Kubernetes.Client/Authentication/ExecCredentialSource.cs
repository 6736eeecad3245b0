using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Kubernetes.Client.Authentication;

/// <summary>Runs a program for the credential: one at a time, again when the credential expires or the server refuses it.</summary>
internal sealed class ExecCredentialSource : ICredentialSource, IDisposable
{
    private readonly SemaphoreSlim _single = new(1, 1);
    private readonly Func<CancellationToken, Task<ExecCredential>> _run;
    private readonly TimeProvider _time;
    private readonly ClientCertificate? _certificate;
    private volatile Issued? _current;

    internal ExecCredentialSource(ExecPlugin plugin, TimeProvider time, ClientCertificate? certificate)
        : this(ct => ExecRunner.RunAsync(plugin, time, ct), time, certificate)
    {
    }

    internal ExecCredentialSource(Func<CancellationToken, Task<ExecCredential>> run, TimeProvider time, ClientCertificate? certificate)
    {
        _run = run;
        _time = time;
        _certificate = certificate;
    }

    /// <exception cref="KubernetesConfigurationException">The program failed, took too long, or answered something else than an ExecCredential.</exception>
    public async ValueTask<Credential> GetAsync(CancellationToken ct)
    {
        if (IsGood(_current) is { } known)
        {
            return known;
        }

        await _single.WaitAsync(ct);
        try
        {
            // Another request may have run it while this one waited.
            if (IsGood(_current) is { } fresh)
            {
                return fresh;
            }

            ExecCredential answer = await _run(ct);
            ClientCertificate? certificate = answer switch
            {
                { CertificatePem: null } => _certificate,
                _ when _current is { } before && before.Answer.HasSameCertificate(answer) => before.Credential.Certificate,
                _ => ClientCertificate.FromPem(answer.CertificatePem, answer.KeyPem!),
            };
            _current = new Issued(new Credential(answer.Token, certificate), answer);
            return _current.Credential;
        }
        finally
        {
            _single.Release();
        }
    }

    public bool Invalidate(Credential stale)
    {
        if (_current is { } current && ReferenceEquals(current.Credential, stale))
        {
            current.IsRefused = true;
        }

        return true;
    }

    public void Dispose() => _single.Dispose();

    private Credential? IsGood(Issued? issued) =>
        issued is { IsRefused: false } && (issued.Answer.Expiry is not { } expiry || _time.GetUtcNow() < expiry) ? issued.Credential : null;

    private sealed class Issued(Credential credential, ExecCredential answer)
    {
        private volatile bool _isRefused;

        internal Credential Credential => credential;

        internal ExecCredential Answer => answer;

        internal bool IsRefused
        {
            get => _isRefused;
            set => _isRefused = value;
        }
    }
}
