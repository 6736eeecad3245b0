namespace Steersman.Kubernetes.Client.Tests.Scripted;

/// <summary>What a kube-apiserver 1.36.3 answered, recorded.</summary>
public static class TestData
{
    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", name));
}
