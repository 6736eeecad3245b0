using System.Buffers;
using System.Globalization;
using System.Text;
using Steersman.Kubernetes.Client.Http;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Resources;

/// <summary>Reads the end of a container's log, never more than was asked for.</summary>
internal static class PodLogReader
{
    private static readonly ResourceMapping Pods = ResourceMapping.Known("", "v1", "Pod", "pods");

    internal static async Task<string> ReadAsync(ApiTransport transport, RequestScope scope, NamespacedName pod, PodLogOptions options, CancellationToken ct)
    {
        using ApiResponse response = await transport.SendAsync(Request(scope, pod, options), ct);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(options.LimitBytes);
        try
        {
            Stream body = await response.OpenAsync();
            int read = await body.ReadAtLeastAsync(buffer.AsMemory(0, options.LimitBytes), options.LimitBytes, throwOnEndOfStream: false, response.Token);
            return Encoding.UTF8.GetString(buffer, 0, read);
        }
        catch (Exception e) when (e is OperationCanceledException || ConnectionErrors.IsConnectionError(e))
        {
            throw response.Explain(e) ?? (Exception)new OperationCanceledException(e.Message, e, response.Token);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static ApiRequest Request(RequestScope scope, NamespacedName pod, PodLogOptions options)
    {
        char separator = '?';
        StringBuilder path = ResourcePath.Of(Pods, pod.Namespace, pod.Name, "log")
            .Query("container", options.Container, ref separator)
            .Query("tailLines", options.TailLines.ToString(CultureInfo.InvariantCulture), ref separator)
            .Query("limitBytes", options.LimitBytes.ToString(CultureInfo.InvariantCulture), ref separator)
            .Query("previous", options.IsPrevious ? "true" : null, ref separator);
        return new ApiRequest(HttpMethod.Get, path.ToString(), "get", "", "pods/log") { Accept = MediaTypes.Any, Impersonation = scope.Impersonation, Guard = scope.Guard };
    }
}
