using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Execution;

/// <summary>One execution of templates: what their nodes and functions share. Used by one thread at a time.</summary>
public sealed partial class Frame : IDisposable
{
    /// <summary>What an element of a list counts in <see cref="ChargeText"/>.</summary>
    public const int ElementCharge = 8;

    /// <summary>What a new text counts in <see cref="ChargeText"/> besides its length, where a function makes a list of them.</summary>
    public const int TextCharge = 32;

    private const int StartSlots = 64;

    private readonly OutputBuffer _output;
    private Value[] _slots = new Value[StartSlots];
    private bool[] _slotIsInterface = new bool[StartSlots];
    private Value[] _arguments = new Value[StartSlots];
    private int _slotBase;
    private int _slotTop;
    private int _argumentTop;
    private int _depth;
    private int _nesting;

    /// <summary>A frame that functions can be called with outside any template.</summary>
    public Frame(ExecutionServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        Services = services;
        _output = new OutputBuffer(services.Limits.Output);
        _stop = new CancellationTokenSource(services.Limits.Time, services.Time);
        _cancellation = services.Cancellation.UnsafeRegister(static stop => ((CancellationTokenSource)stop!).Cancel(), _stop);
    }

    public ExecutionServices Services { get; }

    /// <summary>True where a missing map key is an error (Go's option <c>missingkey=error</c>).</summary>
    public bool IsStrict { get; init; }

    /// <summary>The templates that the running one can call; null outside any template.</summary>
    public TemplateSet? Templates { get; private set; }

    /// <summary>The node evaluated last: where an error is reported.</summary>
    internal Node? At { get; set; }

    /// <summary>True where dot is an element of a container of interfaces: errors then name its type so.</summary>
    internal bool DotIsInterface { get; set; }

    /// <summary>The template that is executed.</summary>
    internal TemplateBody? Body { get; set; }

    /// <summary>Executes a template and returns what it wrote; output of callers stays untouched.</summary>
    /// <param name="templates">The templates it can call.</param>
    /// <param name="body">The template.</param>
    /// <param name="data">Its dot and <c>$</c>.</param>
    /// <param name="expected">What it may well write, returned where it does: the text is then not made anew. Null for no guess.</param>
    /// <exception cref="ExecutionException">The template fails.</exception>
    /// <exception cref="LimitException">A limit is passed.</exception>
    /// <exception cref="OperationCanceledException">The render was cancelled.</exception>
    public string Execute(TemplateSet templates, TemplateBody body, in Value data, string? expected = null)
    {
        ArgumentNullException.ThrowIfNull(templates);
        ArgumentNullException.ThrowIfNull(body);
        return _nesting == 0 ? ExecuteOutermost(templates, body, data, expected) : ExecuteHere(templates, body, data, expected);
    }

    /// <summary>Gives the buffers back.</summary>
    public void Dispose()
    {
        _output.Release();
        _cancellation.Dispose();
        _stop.Dispose();
    }

    /// <summary>Executes a template called by an action: into the same output, without the caller's variables.</summary>
    internal void Call(TemplateBody body, in Value dot)
    {
        _depth++;
        Run(body, dot);
        _depth--;
    }

    internal int Depth => _depth;

    /// <summary>How many functions that execute templates are around the node.</summary>
    internal int Nesting => _nesting;

    internal void Write(string text) => _output.Append(text);

    /// <summary>Prints the value of an action.</summary>
    internal void Print(in Value value)
    {
        if (value.TryGetString(out string? text))
        {
            _output.Append(text);
        }
        else if (value.IsMissing)
        {
            _output.Append("<no value>");
        }
        else if (ReferenceEquals(value.Type, GoType.Int) || ReferenceEquals(value.Type, GoType.Int64))
        {
            _output.Append(value.Bits);
        }
        else
        {
            _output.Append(GoFormat.Sprint([Printing.Printable(value)]));
        }
    }

    internal ExecutionException Error(string reason, Exception? inner = null) => new(Body!.Name, At!, reason, inner);

    internal ref readonly Value Slot(int slot) => ref _slots[_slotBase + slot];

    internal bool SlotIsInterface(int slot) => _slotIsInterface[_slotBase + slot];

    internal void SetSlot(int slot, in Value value, bool isInterface = false)
    {
        _slots[_slotBase + slot] = value;
        _slotIsInterface[_slotBase + slot] = isInterface;
    }

    internal int ArgumentMark => _argumentTop;

    internal void Push(in Value argument)
    {
        if (_argumentTop == _arguments.Length)
        {
            // A caller may hold a span over the old array: its arguments stay as they are there.
            Array.Resize(ref _arguments, _arguments.Length * 2);
        }

        _arguments[_argumentTop++] = argument;
    }

    internal ReadOnlySpan<Value> ArgumentsFrom(int mark) => _arguments.AsSpan(mark, _argumentTop - mark);

    internal void PopTo(int mark) => _argumentTop = mark;

    private string ExecuteHere(TemplateSet templates, TemplateBody body, in Value data, string? expected)
    {
        if (_nesting == Services.Limits.Nesting)
        {
            throw new LimitException($"templates include one another more than {Services.Limits.Nesting} deep");
        }

        _nesting++;
        int mark = _output.Length;
        (TemplateSet? set, int depth) = (Templates, _depth);
        (Templates, _depth) = (templates, 0);
        Run(body, data.IsNil ? Value.Missing : data);
        (Templates, _depth) = (set, depth);
        _nesting--;
        return _output.Cut(mark, expected);
    }

    private void Run(TemplateBody body, in Value dot)
    {
        Step();
        if (!StackGuard.HasRoom(body.Depth))
        {
            Value data = dot;
            StackGuard.Run(body.Depth, () => RunHere(body, data));
            return;
        }

        RunHere(body, dot);
    }

    private void RunHere(TemplateBody body, in Value dot)
    {
        (TemplateBody? caller, Node? at, bool dotIsInterface, int slotBase) = (Body, At, DotIsInterface, _slotBase);
        _slotBase = _slotTop;
        _slotTop += body.Slots;
        if (_slotTop > _slots.Length)
        {
            int size = Math.Max(_slotTop, _slots.Length * 2);
            Array.Resize(ref _slots, size);
            Array.Resize(ref _slotIsInterface, size);
        }

        _slots.AsSpan(_slotBase, body.Slots).Fill(Value.Undeclared);
        SetSlot(0, dot);
        Body = body;
        DotIsInterface = false;
        body.Root.Execute(this, dot);
        _slots.AsSpan(_slotBase, body.Slots).Clear();
        _slotTop = _slotBase;
        (Body, At, DotIsInterface, _slotBase) = (caller, at, dotIsInterface, slotBase);
    }
}
