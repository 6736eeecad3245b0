using Steersman.Kustomize.Selecting;
using Steersman.Yaml;

namespace Steersman.Kustomize.Patches;

/// <summary>A patch as kustomize's messages show it.</summary>
internal static class PatchConfig
{
    public static string Write(KustomizePatch patch)
    {
        using YamlWriter writer = new(YamlStyle.V2);
        int count = (patch.Patch.Length > 0 ? 1 : 0) + (patch.Target is null ? 0 : 1);
        writer.BeginMap(count);
        if (patch.Patch.Length > 0)
        {
            writer.Key("patch");
            writer.String(patch.Patch);
        }

        if (patch.Target is { } target)
        {
            writer.Key("target");
            List<(string Name, string Value)> parts = [.. Parts(target).Where(part => part.Value.Length > 0)];
            writer.BeginMap(parts.Count);
            foreach ((string name, string value) in parts)
            {
                writer.Key(name);
                writer.String(value);
            }

            writer.End();
        }

        writer.End();
        return writer.ToString();
    }

    private static (string Name, string Value)[] Parts(TargetSelector target) =>
    [
        ("annotationSelector", target.AnnotationSelector),
        ("group", target.Group),
        ("kind", target.Kind),
        ("labelSelector", target.LabelSelector),
        ("name", target.Name),
        ("namespace", target.Namespace),
        ("version", target.Version),
    ];
}
