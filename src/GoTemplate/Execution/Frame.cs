namespace Steersman.GoTemplate.Execution;

/// <summary>One execution of a template: what its nodes and functions share. Used by one thread at a time.</summary>
public sealed class Frame
{
    private long _text;

    /// <summary>A frame that functions can be called with outside any template.</summary>
    public Frame(ExecutionServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        Services = services;
    }

    public ExecutionServices Services { get; }

    /// <summary>Counts a text that a function is about to make, before it takes the memory.</summary>
    /// <param name="length">Its UTF-16 units.</param>
    /// <exception cref="LimitException">The texts of this render grow beyond <see cref="ExecutionLimits.Text"/>.</exception>
    public void ChargeText(long length)
    {
        if (length < 0 || (_text += length) > Services.Limits.Text)
        {
            throw new LimitException($"functions of the templates made more than {Services.Limits.Text} characters of text");
        }
    }
}
