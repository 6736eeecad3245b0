using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary><c>{{template}}</c>, and what <c>{{block}}</c> leaves in its place.</summary>
internal sealed class TemplateStatement(TemplateSource source, int position, string name, Pipeline? pipeline) : Statement(source, position)
{
    internal override Completion Execute(Frame frame, in Value dot)
    {
        frame.At = this;
        if (!frame.Templates!.TryGet(name, out TemplateBody? body))
        {
            throw frame.Error($"template {GoQuote.Quote(name)} not defined");
        }

        int limit = frame.Services.Limits.TemplateDepth;
        if (frame.Depth == limit)
        {
            throw frame.Error($"exceeded maximum template depth ({limit})");
        }

        frame.Call(body, pipeline?.Evaluate(frame, dot) ?? Value.Missing);
        return Completion.Normal;
    }

    internal override void WriteTo(StringBuilder text)
    {
        text.Append("{{template ").Append(GoQuote.Quote(name));
        pipeline?.WriteTo(text.Append(' '));
        text.Append("}}");
    }
}
