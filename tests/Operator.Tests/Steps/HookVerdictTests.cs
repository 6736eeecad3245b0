using Steersman.Kubernetes.Status.Rules;
using Steersman.Operator.Decisions.Hooks;
using Steersman.Operator.Steps.Hooks;

namespace Steersman.Operator.Tests.Steps;

internal sealed class HookVerdictTests
{
    [TestCase("", false, ExpectedResult = HookRunState.Succeeded)]
    [TestCase("Current Current", true, ExpectedResult = HookRunState.Succeeded, Description = "ready wins over the time")]
    [TestCase("InProgress", false, ExpectedResult = HookRunState.Running)]
    [TestCase("Failed", false, ExpectedResult = HookRunState.Failed)]
    [TestCase("Failed Current", false, ExpectedResult = HookRunState.Failed)]
    [TestCase("Failed InProgress", false, ExpectedResult = HookRunState.Running, Description = "Helm waits for the others")]
    [TestCase("Failed InProgress", true, ExpectedResult = HookRunState.Failed)]
    [TestCase("Terminating", true, ExpectedResult = HookRunState.Failed)]
    public HookRunState Verdict(string objects, bool isOver) =>
        HookVerdict.Of([.. objects.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<KstatusState>)], isOver);
}
