using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Releases.Applying;

/// <summary>Is told of what is applied. Called on any thread, several calls at a time; it must be quick.</summary>
public interface IApplyObserver
{
    /// <summary>An object is as it is to be: the server's answer to an apply, or a read that showed that none was needed.</summary>
    void Applied(ReleaseObject item, Unstructured live);
}
