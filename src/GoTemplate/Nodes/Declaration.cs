using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>A variable that a pipeline declares or assigns.</summary>
/// <param name="Name">Its name, with the dollar sign.</param>
/// <param name="Slot">Its slot in the frame; negative where nothing declares the variable that is assigned.</param>
internal readonly record struct Declaration(string Name, int Slot)
{
    public void Set(Frame frame, in Value value, bool isInterface = false)
    {
        if (Slot < 0)
        {
            throw frame.Error($"undefined variable: {Name}");
        }

        frame.SetSlot(Slot, value, isInterface);
    }
}
