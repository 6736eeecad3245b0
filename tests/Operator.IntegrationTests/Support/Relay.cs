using System.Net;
using System.Net.Sockets;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>A port of this machine that leads to another one, until it is cut: then what runs breaks, and what comes is closed at once.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _target;
    private readonly Lock _gate = new();
    private readonly HashSet<Socket> _open = [];
    private readonly Task _accepting;
    private bool _isCut;

    public Relay(int target)
    {
        _target = new IPEndPoint(IPAddress.Loopback, target);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Cut()
    {
        lock (_gate)
        {
            _isCut = true;
            foreach (Socket socket in _open)
            {
                socket.Dispose();
            }

            _open.Clear();
        }
    }

    public void Mend()
    {
        lock (_gate)
        {
            _isCut = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Cut();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket near = await _listener.AcceptSocketAsync();
            _ = ConnectAsync(near);
        }
    }

    private async Task ConnectAsync(Socket near)
    {
        Socket far = new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            lock (_gate)
            {
                if (_isCut)
                {
                    return;
                }

                _open.Add(near);
                _open.Add(far);
            }

            await far.ConnectAsync(_target);
            await using NetworkStream one = new(near);
            await using NetworkStream other = new(far);
            await Task.WhenAny(one.CopyToAsync(other), other.CopyToAsync(one));
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException)
        {
            // Cut.
        }
        finally
        {
            lock (_gate)
            {
                _open.Remove(near);
                _open.Remove(far);
            }

            near.Dispose();
            far.Dispose();
        }
    }
}
