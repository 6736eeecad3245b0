using System.Text;
using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Kubernetes.Client.Configuration;

/// <summary>Reads the small files that configuration consists of.</summary>
internal static class BoundedFile
{
    internal const int MaxBytes = 4 * 1024 * 1024;

    /// <exception cref="KubernetesConfigurationException">The file cannot be read or is larger than <see cref="MaxBytes"/>.</exception>
    internal static string ReadText(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

            // Devices and the files of /proc have no length.
            byte[] buffer = new byte[file.CanSeek && file.Length is > 0 and < MaxBytes ? file.Length + 1 : MaxBytes + 1];
            int read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return read > MaxBytes
                ? throw new KubernetesConfigurationException($"the file {path} is larger than {MaxBytes} bytes")
                : Encoding.UTF8.GetString(buffer, 0, read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new KubernetesConfigurationException($"the file {path} cannot be read: {e.Message}", e);
        }
    }
}
