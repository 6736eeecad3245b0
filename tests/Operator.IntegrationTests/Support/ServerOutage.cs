namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>Takes the API server away from one operator, running watches included, and gives it back.</summary>
internal sealed class ServerOutage
{
    private readonly Lock _gate = new();
    private CancellationTokenSource _breaks = new();
    private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isGone;

    /// <summary>A handler around the connections.</summary>
    public HttpMessageHandler Wrap(HttpMessageHandler connections) => new Handler(this, connections);

    /// <summary>From now on nothing reaches the server, and what runs breaks.</summary>
    public void Begin()
    {
        CancellationTokenSource breaks;
        lock (_gate)
        {
            _isGone = true;
            breaks = _breaks;
            _breaks = new CancellationTokenSource();
        }

        breaks.Cancel();
        breaks.Dispose();
    }

    /// <summary>The server is there again.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isGone = false;
            _asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Ends when the operator reached the server again after the end of the outage.</summary>
    public Task Reached
    {
        get
        {
            lock (_gate)
            {
                return _asked.Task;
            }
        }
    }

    private (bool IsGone, CancellationToken Breaks) State
    {
        get
        {
            lock (_gate)
            {
                return (_isGone, _breaks.Token);
            }
        }
    }

    private static HttpRequestException Refused(Exception? inner = null) => new(HttpRequestError.ConnectionError, "the test took the server away", inner);

    private sealed class Handler(ServerOutage owner, HttpMessageHandler connections) : DelegatingHandler(connections)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (bool isGone, CancellationToken breaks) = owner.State;
            if (isGone)
            {
                throw Refused();
            }

            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, breaks);
            try
            {
                HttpResponseMessage response = await base.SendAsync(request, either.Token);
                StreamContent content = new(new BreakableStream(await response.Content.ReadAsStreamAsync(either.Token), breaks));
                foreach ((string name, IEnumerable<string> values) in response.Content.Headers)
                {
                    content.Headers.TryAddWithoutValidation(name, values);
                }

                response.Content = content;
                owner._asked.TrySetResult();
                return response;
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw Refused(exception);
            }
        }
    }

    private sealed class BreakableStream(Stream inner, CancellationToken breaks) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, breaks);
            try
            {
                return await inner.ReadAsync(buffer, either.Token);
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new IOException("the test took the server away", exception);
            }
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
