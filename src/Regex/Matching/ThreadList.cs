namespace Steersman.Regex.Matching;

/// <summary>The threads of one place of the text in the order of their preference, and the instructions already seen there.</summary>
internal sealed class ThreadList
{
    private int[] _seen = [];
    private int[] _instructions = [];
    private int[] _places = [];
    private int _stamp;
    private int _slots;

    public int Count { get; private set; }

    public void Reset(int instructions, int slots)
    {
        if (_seen.Length < instructions)
        {
            _seen = new int[instructions];
            _stamp = 0;
        }

        _slots = slots;
        Clear();
    }

    public void Clear()
    {
        Count = 0;
        if (_stamp == int.MaxValue)
        {
            Array.Clear(_seen);
            _stamp = 0;
        }

        _stamp++;
    }

    /// <summary>False where the instruction was seen here before.</summary>
    public bool TryEnter(int instruction)
    {
        if (_seen[instruction] == _stamp)
        {
            return false;
        }

        _seen[instruction] = _stamp;
        return true;
    }

    public void Add(int instruction, ReadOnlySpan<int> places)
    {
        if (Count == _instructions.Length)
        {
            Array.Resize(ref _instructions, Math.Max(16, Count * 2));
        }

        if (_places.Length < (Count + 1) * _slots)
        {
            Array.Resize(ref _places, Math.Max(16, Count + 1) * 2 * _slots);
        }

        _instructions[Count] = instruction;
        places.CopyTo(_places.AsSpan(Count * _slots));
        Count++;
    }

    public int Instruction(int index) => _instructions[index];

    public ReadOnlySpan<int> Places(int index) => _places.AsSpan(index * _slots, _slots);
}
