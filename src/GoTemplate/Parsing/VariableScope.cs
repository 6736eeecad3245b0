using Steersman.GoTemplate.Nodes;

namespace Steersman.GoTemplate.Parsing;

/// <summary>The variables that can be named at a point of a tree, and the slots they got.</summary>
internal sealed class VariableScope
{
    private const int NoSlot = -1;

    private readonly List<(string Name, int Slot)> _variables = [("$", 0)];

    /// <summary>How many names there are; give it to <see cref="PopTo"/>.</summary>
    public int Mark => _variables.Count;

    /// <summary>Slots given out, that of <c>$</c> included.</summary>
    public int Slots { get; private set; } = 1;

    public bool Contains(string name) => _variables.Exists(variable => variable.Name == name);

    /// <summary>The slot of the innermost declared variable of that name; negative where it is only named on the left of a pipeline.</summary>
    public int Find(string name)
    {
        for (int index = _variables.Count - 1; index >= 0; index--)
        {
            if (_variables[index].Slot != NoSlot && _variables[index].Name == name)
            {
                return _variables[index].Slot;
            }
        }

        return NoSlot;
    }

    /// <summary>Makes a name known before its pipeline is parsed: Go accepts it there and fails when it is executed.</summary>
    public void Announce(string name) => _variables.Add((name, NoSlot));

    /// <summary>Gives the variables of a pipeline, announced from <paramref name="mark"/> on, their slots; an assignment takes those of variables that are there.</summary>
    public Declaration[] Declare(int mark, int count, bool isAssignment)
    {
        Declaration[] declarations = new Declaration[count];
        for (int index = 0; index < count; index++)
        {
            string name = _variables[mark + index].Name;
            declarations[index] = new Declaration(name, isAssignment ? Find(name) : Slots);
            if (!isAssignment)
            {
                _variables[mark + index] = (name, Slots++);
            }
        }

        return declarations;
    }

    /// <summary>Leaves the names from <paramref name="mark"/> on known, as Go's parser does for an else, but without what the list before it declared: that is not executed.</summary>
    public void Unset(int mark)
    {
        for (int index = mark; index < _variables.Count; index++)
        {
            _variables[index] = (_variables[index].Name, NoSlot);
        }
    }

    public void PopTo(int mark) => _variables.RemoveRange(mark, _variables.Count - mark);
}
