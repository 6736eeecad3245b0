using System.Text;
using Steersman.Helm.Charts;
using Steersman.Helm.Engine;
using Steersman.Helm.Manifests;
using Steersman.Helm.Rendering;

namespace Steersman.Operator.Cli.Template;

/// <summary>The documents of a release as <c>helm template</c> writes them: definitions, manifests, then hooks.</summary>
internal sealed class ReleaseText
{
    private readonly StringBuilder _manifests = new();
    private readonly TemplateOptions _options;
    private readonly OutputFiles? _files;

    private ReleaseText(TemplateOptions options, OutputFiles? files)
    {
        _options = options;
        _files = files;
    }

    /// <summary>The text for standard output; with an output directory, what is left of it.</summary>
    /// <param name="rendered">The release.</param>
    /// <param name="options">What is wanted of it.</param>
    /// <param name="files">Takes the documents in place of standard output; null without an output directory.</param>
    public static string Of(RenderedChart rendered, TemplateOptions options, OutputFiles? files)
    {
        ReleaseText text = new(options, files);
        foreach (CustomResourceDefinitionFile crd in options.IncludeCrds.Value ? rendered.Crds : [])
        {
            text.Add(crd.Filename, crd.File.Text, isRelease: false);
        }

        foreach (Manifest manifest in rendered.Manifests)
        {
            text.Add(manifest.Name, manifest.Content, isRelease: true);
        }

        return text.WithHooks(rendered.Hooks);
    }

    /// <summary>What is known of a release that did not render, for <c>--debug</c>.</summary>
    public static string Of(RenderException failure, TemplateOptions options)
    {
        ReleaseText text = new(options, null);
        foreach ((string path, string content) in failure.Files.Where(file => file.Value.AsSpan().Trim().Length > 0).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            text.Add(path, content, isRelease: true);
        }

        return text.WithHooks(failure.Hooks);
    }

    private string WithHooks(IReadOnlyList<Hook> hooks)
    {
        string trimmed = _manifests.ToString().Trim();
        _manifests.Clear().Append(trimmed).Append('\n');
        foreach (Hook hook in hooks)
        {
            if (!_options.NoHooks.Value && !(_options.SkipTests.Value && hook.Events!.Contains(HookEvents.Test)))
            {
                Add(hook.Path, hook.Manifest, isRelease: true, isHook: true);
            }
        }

        return _manifests.ToString();
    }

    private void Add(string path, string content, bool isRelease, bool isHook = false)
    {
        if (_files is null)
        {
            _manifests.Append("---\n# Source: ").Append(path).Append('\n').Append(content).Append('\n');
        }
        else
        {
            _files.Write(path, content, isRelease, isHook);
        }
    }
}
