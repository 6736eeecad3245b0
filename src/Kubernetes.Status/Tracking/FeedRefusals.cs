namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>What keeps a feed from listing or watching, as its reader finds it. Thread-safe.</summary>
internal sealed class FeedRefusals
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _list;
    private string? _watch;
    private bool _isListForbidden;

    /// <summary>The server's words; null where nothing is wrong.</summary>
    public string? Text
    {
        get
        {
            lock (_gate)
            {
                return _list ?? _watch;
            }
        }
    }

    /// <summary>The right to list or to watch is missing.</summary>
    public bool IsForbidden
    {
        get
        {
            lock (_gate)
            {
                return _isListForbidden || _watch is not null;
            }
        }
    }

    /// <summary>Completes when something changes after it was asked for.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
            {
                return _changed.Task;
            }
        }
    }

    public void SetList(string? trouble, bool isForbidden)
    {
        lock (_gate)
        {
            if (_list == trouble)
            {
                return;
            }

            _list = trouble;
            _isListForbidden = isForbidden;
            Signal();
        }
    }

    /// <summary>A watch was forbidden, or (null) goes on.</summary>
    public void SetWatch(string? trouble)
    {
        lock (_gate)
        {
            if (_watch == trouble)
            {
                return;
            }

            _watch = trouble;
            Signal();
        }
    }

    private void Signal()
    {
        TaskCompletionSource changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }
}
