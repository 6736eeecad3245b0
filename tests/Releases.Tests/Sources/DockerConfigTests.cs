using System.Text;
using Steersman.Releases.Sources;

namespace Steersman.Releases.Tests.Sources;

internal sealed class DockerConfigTests
{
    [TestCase("""{"auths": {"ghcr.io": {"username": "a", "password": "b"}}}""", "ghcr.io", "a:b")]
    [TestCase("""{"auths": {"https://ghcr.io/v1/": {"auth": "YTpi"}}}""", "ghcr.io", "a:b")]
    [TestCase("""{"auths": {"https://index.docker.io/v1/": {"auth": "YTpiOmM="}}}""", "registry-1.docker.io", "a:b:c", Description = "Docker Hub has three names")]
    [TestCase("""{"auths": {"localhost:5000": {"username": "a", "password": "b"}}}""", "localhost:5000", "a:b")]
    [TestCase("""{"auths": {"localhost": {"username": "a", "password": "b"}}}""", "localhost:5000", null, Description = "another port is another registry")]
    [TestCase("""{"auths": {}}""", "ghcr.io", null)]
    [TestCase("""{"auths": {"ghcr.io": {"auth": "MDAwOg==", "identitytoken": "t"}}}""", "ghcr.io", "t", Description = "a token of the registry goes before a password")]
    public void Credentials_are_found_by_host_and_port(string config, string host, string? expected)
    {
        DockerCredentials? found = DockerConfig.Find(Encoding.UTF8.GetBytes(config), host);

        Assert.That(found is null ? null : found.IdentityToken ?? $"{found.Username}:{found.Password}", Is.EqualTo(expected));
    }

    [TestCase("secret", "is no JSON object")]
    [TestCase("[]", "is no JSON object")]
    [TestCase("{}", "has no field auths")]
    [TestCase("""{"auths": {"ghcr.io": {"auth": "secret!"}}}""", "not base64 of USER:PASSWORD")]
    public void What_is_no_configuration_is_told_without_its_contents(string config, string message) => Assert.That(
        () => DockerConfig.Find(Encoding.UTF8.GetBytes(config), "ghcr.io"),
        Throws.TypeOf<FormatException>().With.Message.Contains(message).And.Message.Not.Contains("secret"));
}
