using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Execution;

/// <content>What the execution has taken, and whether it may go on.</content>
public sealed partial class Frame
{
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenRegistration _cancellation;
    private long _text;
    private long _results;
    private long _reading;
    private long _steps;

    /// <summary>Cancelled with the render, and when its time is over: for functions that take long. Leave what they then throw to the frame.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Ends a render that is cancelled or whose time is over; every call of a function does so.</summary>
    /// <exception cref="OperationCanceledException">It is to end. <see cref="Execute"/> makes a <see cref="LimitException"/> of it where the time is over.</exception>
    public void CheckStop()
    {
        if (_stop.IsCancellationRequested)
        {
            Services.Cancellation.ThrowIfCancellationRequested();
            throw new OperationCanceledException(_stop.Token);
        }
    }

    /// <summary>Counts a text that a function is about to make, before it takes the memory.</summary>
    /// <param name="length">Its UTF-16 units.</param>
    /// <exception cref="LimitException">The texts of this render grow beyond <see cref="ExecutionLimits.Text"/>.</exception>
    public void ChargeText(long length)
    {
        if (length < 0 || length > Services.Limits.Text || (_text += length) > Services.Limits.Text)
        {
            throw new LimitException($"functions of the templates made more than {Services.Limits.Text} characters of text");
        }
    }

    /// <summary>Counts a list that a function is about to make, before it takes the memory; see <see cref="ChargeText"/>.</summary>
    /// <param name="count">Its elements.</param>
    public void ChargeElements(long count) => ChargeText(count > long.MaxValue / ElementCharge ? long.MaxValue : count * ElementCharge);

    /// <summary>Counts a text that a function is about to read as data or as a template, which takes far more memory than the text.</summary>
    /// <param name="length">Its UTF-16 units.</param>
    /// <exception cref="LimitException">The texts that this render reads grow beyond <see cref="ExecutionLimits.Reading"/>.</exception>
    public void ChargeReading(int length)
    {
        if ((_reading += length) > Services.Limits.Reading)
        {
            throw new LimitException($"functions of the templates read more than {Services.Limits.Reading} characters of YAML, JSON, TOML and templates");
        }
    }

    /// <summary>Counts the result of a function, since each may be twice as long as the one before; one that was there before counts nothing.</summary>
    internal void ChargeResult(in Value result, ReadOnlySpan<Value> arguments)
    {
        if (result.Reference is null || (arguments.Length > 0 && ReferenceEquals(result.Reference, arguments[0].Reference)))
        {
            return;
        }

        _results += result.Reference switch
        {
            string text => text.Length,
            ValueList list => (long)list.Count * ElementCharge,
            ValueMap map => (long)map.Count * ElementCharge,
            _ => ElementCharge,
        };
        if (_results > Services.Limits.Text)
        {
            throw new LimitException($"functions of the templates gave more than {Services.Limits.Text} characters of text");
        }
    }

    /// <summary>Counts a step of the render.</summary>
    internal void Step()
    {
        const int ChecksEvery = 1024;
        if (++_steps % ChecksEvery == 0)
        {
            CheckStop();
            if (_steps > Services.Limits.Steps)
            {
                throw new LimitException($"the templates took more than {Services.Limits.Steps} steps");
            }
        }
    }

    /// <summary>Notes, while the frame is as it was, that a function did not end; false, for all that it is told.</summary>
    /// <param name="node">The call.</param>
    /// <param name="nesting"><see cref="Nesting"/> at the call: only the innermost counts.</param>
    internal bool EndsAt(Node node, int nesting)
    {
        if (nesting == _nesting)
        {
            At = node;
        }

        return false;
    }

    // Where a limit is passed, the frame is still at the node that passed it.
    private string ExecuteOutermost(TemplateSet templates, TemplateBody body, in Value data, string? expected)
    {
        try
        {
            return ExecuteHere(templates, body, data, expected);
        }
        catch (LimitException exception)
        {
            throw Located(exception.Message, exception);
        }
        catch (InsufficientExecutionStackException exception)
        {
            throw Located("values or templates nest too deeply", exception);
        }
        catch (OperationCanceledException exception) when (_stop.IsCancellationRequested)
        {
            // The frame's own token stands for both reasons; the caller wants to see its own.
            Services.Cancellation.ThrowIfCancellationRequested();
            throw Located($"the templates took longer than {Services.Limits.Time.TotalSeconds} s", exception);
        }
    }

    private LimitException Located(string message, Exception inner) =>
        new(Body is { } body && At is { } at ? new ExecutionException(body.Name, at, message, inner).Message : message, inner);
}
