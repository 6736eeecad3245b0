namespace Steersman.Kubernetes.Client.Tests.Scripted;

public static class AsyncEnumerableExtensions
{
    /// <summary>Everything to the end, or the exception at the end; with a deadline.</summary>
    public static async Task<List<T>> CollectAsync<T>(this IAsyncEnumerable<T> source) => await source.ToListAsync().AsTask().WaitAsync(Deadline.Time);
}
