using Steersman.Kustomize.Merging;
using Steersman.Kustomize.Resources;
using Steersman.Kustomize.Selecting;
using Steersman.Yaml;

namespace Steersman.Kustomize.Patches;

/// <summary>Applies one patch: kustomize's built-in <c>PatchTransformer</c>.</summary>
internal sealed class PatchTransformer
{
    private readonly TargetSelector? _target;
    private readonly Budget _budget;
    private readonly List<Resource>? _merges;
    private readonly JsonPatch? _operations;
    private readonly string _source;

    /// <exception cref="KustomizeException">The text is neither kind of patch.</exception>
    public PatchTransformer(KustomizePatch patch, Budget budget)
    {
        _target = patch.Target;
        _budget = budget;
        string text = patch.Patch.Trim();
        if (text.Length == 0)
        {
            throw Trouble(patch, $"must specify one of patch and path in\n{PatchConfig.Write(patch)}");
        }

        _source = $"[patch: {QuotedText.Quote(text)}]";
        bool isMerge = TryReadMerges(text, budget, out _merges);
        bool isJson = JsonPatch.TryRead(text, out _operations);
        if (!isMerge && !isJson)
        {
            throw Trouble(patch, $"unable to parse SM or JSON patch from {_source}");
        }

        if (_merges is { Count: > 0 } && _operations is { Count: > 0 })
        {
            throw Trouble(patch, $"illegally qualifies as both an SM and JSON patch: {_source}");
        }

        _operations = isMerge ? null : _operations;
    }

    /// <summary>Refuses what fails whatever the objects are.</summary>
    /// <exception cref="KustomizeException">The target is missing, or its parts are no regular expressions.</exception>
    public void Check()
    {
        if (_target is not null || _operations is not null)
        {
            Transform(new ResourceMap([]));
        }
    }

    /// <exception cref="KustomizeException">An object that the patch is for is not there, or it cannot be patched.</exception>
    public void Transform(ResourceMap map)
    {
        if (_merges is { Count: > 0 })
        {
            Merge(map, _merges);
        }
        else if (_operations is not null)
        {
            Patch(map, _operations);
        }

        map.DropEmpties();
    }

    private static bool TryReadMerges(string text, Budget budget, out List<Resource>? merges)
    {
        try
        {
            merges = ResourceReader.Read(text, budget);
            return true;
        }
        catch (KustomizeException)
        {
            merges = null;
            return false;
        }
    }

    private static KustomizeException Trouble(KustomizePatch patch, string why) =>
        new($"trouble configuring builtin PatchTransformer with config: `\n{PatchConfig.Write(patch)}`: {why}", why.StartsWith("must", StringComparison.Ordinal) ? "must specify one of patch and path" : why);

    private void Merge(ResourceMap map, List<Resource> merges)
    {
        if (_target is not null)
        {
            if (merges.Count > 1)
            {
                throw new KustomizeException($"Multiple Strategic-Merge Patches in one `patches` entry is not allowed to set `patches.target` field: {_source}");
            }

            MergeInto(map, merges[0], Select(map, _target));
            return;
        }

        foreach (Resource merge in merges)
        {
            ResId id = merge.OrgId;
            Resource target;
            try
            {
                target = map.GetById(id);
            }
            catch (KustomizeException exception)
            {
                throw exception.Within($"no resource matches strategic merge patch {QuotedText.Quote(id.ToString())}: ");
            }

            Merge(target, merge);
        }
    }

    private static List<Resource> Select(ResourceMap map, TargetSelector target)
    {
        try
        {
            return new TargetMatcher(target).Select(map);
        }
        catch (KustomizeException exception)
        {
            ResId id = ResId.Of(target.Group.Length > 0 ? $"{target.Group}/{target.Version}" : target.Version, target.Kind, target.Name, target.Namespace);
            string text = $"{id}:a={target.AnnotationSelector}:l={target.LabelSelector}";
            throw exception.Within($"unable to find patch target {QuotedText.Quote(text)} in `resources`: ");
        }
    }

    private void MergeInto(ResourceMap map, Resource merge, List<Resource> selected)
    {
        HashSet<ResId> ids = [.. selected.Select(resource => resource.CurId)];
        foreach (Resource resource in map.Resources)
        {
            if (ids.Contains(resource.CurId))
            {
                Resource copy = new(merge.Root!.Copy());
                copy.NormalizeMetadata();
                copy.SetKind(merge.Kind);
                copy.SetApiVersion(resource.CurId.ApiVersion);
                Merge(resource, copy);
            }
        }

        map.Rebuild(map.Resources.Where(resource => !resource.IsNilOrEmpty));
    }

    private void Merge(Resource target, Resource merge)
    {
        (string name, string @namespace, string kind) = (target.Name, target.Namespace, target.Kind);
        if (!new StrategicMerge(_budget).Apply(merge.Root!, target.Root!))
        {
            target.Root = null;
        }

        if (target.IsNilOrEmpty)
        {
            return;
        }

        target.SetKind(kind);
        target.SetName(name);
        target.SetNamespace(@namespace);
    }

    private void Patch(ResourceMap map, JsonPatch operations)
    {
        if (_target is null)
        {
            throw new KustomizeException($"must specify a target for JSON patch {_source}");
        }

        foreach (Resource resource in new TargetMatcher(_target).Select(map))
        {
            resource.StorePreviousId();
            Dictionary<string, string> own = resource.InternalAnnotations();
            try
            {
                resource.Root = operations.Apply(resource.Root!, _budget);
            }
            catch (YamlException exception)
            {
                throw new KustomizeException(exception.Message, exception);
            }

            Dictionary<string, string> annotations = resource.MetaMap("annotations");
            foreach ((string key, string value) in own)
            {
                annotations[key] = value;
            }

            resource.SetMetaMap("annotations", annotations);
        }
    }
}
