using Steersman.GoTemplate.Execution;

namespace Steersman.Helm.Engine;

/// <summary>A chart refuses to render, by <c>fail</c> or <c>required</c>: its own text is all that Helm shows.</summary>
internal sealed class ChartFailureException(string text) : FunctionException("HELM_ERR_START" + text + "HELM_ERR_END")
{
    /// <summary>What the chart says.</summary>
    public string Text { get; } = text;
}
