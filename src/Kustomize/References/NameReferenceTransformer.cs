using Steersman.Kustomize.Nodes;
using Steersman.Kustomize.Resources;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.References;

/// <summary>Mends names of objects that patches have renamed: kustomize's <c>nameReferenceTransformer</c> and its <c>nameref</c> filter.</summary>
internal sealed class NameReferenceTransformer
{
    private readonly ResourceMap _map;
    private readonly List<Resource> _renamed;

    private NameReferenceTransformer(ResourceMap map)
    {
        _map = map;
        _renamed = [.. map.Resources.Where(resource => resource.PrevIds().Count > 0)];
    }

    /// <exception cref="KustomizeException">A name may mean several objects, or something else stands where a name is looked for.</exception>
    public static void Transform(ResourceMap map)
    {
        new NameReferenceTransformer(map).Transform();
    }

    private void Transform()
    {
        foreach (Resource referrer in _map.Resources)
        {
            ResId original = referrer.OrgId;
            List<Resource>? candidates = null;
            foreach (NameReference reference in NameReferences.All)
            {
                if (original.IsSelected(reference.Referrer.Group, reference.Referrer.Version, reference.Referrer.Kind))
                {
                    candidates ??= Check(referrer);
                    Mend(referrer, reference, candidates);
                }
            }
        }
    }

    // What is read in two ways must be the same in both: a null is nothing in one and a word in the other.
    private List<Resource> Check(Resource referrer)
    {
        ObjectMeta meta = ObjectMeta.Of(referrer.Root) ?? throw new KustomizeException("missing Resource metadata");
        foreach ((string what, string read, string known) in (ReadOnlySpan<(string, string, string)>)
            [("APIVersion", meta.ApiVersion, referrer.CurId.ApiVersion), ("Kind", meta.Kind, referrer.Kind), ("Name", meta.Name, referrer.Name), ("Namespace", meta.Namespace, referrer.Namespace)])
        {
            if (read != known)
            {
                throw new KustomizeException($"node-referrerOriginal '{what}' mismatch '{read}' != '{known}'");
            }
        }

        return Candidates(referrer);
    }

    private static bool IsTarget(ResId id, NameReference reference) => id.IsSelected(reference.Target.Group, reference.Target.Version, reference.Target.Kind);

    /// <summary>Objects that the referrer may name: of its namespace, of none, or named by a role binding's subjects.</summary>
    private List<Resource> Candidates(Resource referrer)
    {
        ResId id = referrer.CurId;
        if (id.IsClusterScoped)
        {
            return _renamed;
        }

        HashSet<string> others = SubjectNamespaces(referrer);
        return _renamed.FindAll(resource => resource.CurId.IsClusterScoped || resource.CurId.EffectiveNamespace == id.EffectiveNamespace || others.Contains(resource.Namespace));
    }

    private static HashSet<string> SubjectNamespaces(Resource referrer)
    {
        HashSet<string> namespaces = new(StringComparer.Ordinal);
        if (referrer.Kind == "RoleBinding" && NodeFields.Field(referrer.Root, "subjects") is { Kind: YamlNodeKind.Sequence } subjects)
        {
            foreach (YamlNode subject in subjects.Content)
            {
                if (NodeFields.Field(subject, "namespace") is { } name && NodeFields.Field(subject, "kind")?.Value == "ServiceAccount")
                {
                    namespaces.Add(name.Value);
                }
            }
        }

        return namespaces;
    }

    private static void Mend(Resource referrer, NameReference reference, List<Resource> candidates)
    {
        try
        {
            reference.Field.Visit(referrer, node => Set(node, referrer, reference, candidates));
        }
        catch (KustomizeException exception)
        {
            throw exception.Within($"updating name reference in '{reference.Path}' field of '{referrer.CurId}': ");
        }
    }

    private static void Set(YamlNode node, Resource referrer, NameReference reference, List<Resource> candidates)
    {
        if (NodeFields.IsMissingOrNull(node))
        {
            return;
        }

        switch (node.Kind)
        {
            case YamlNodeKind.Sequence:
                node.Content.ForEach(item => Set(item, referrer, reference, candidates));
                break;
            case YamlNodeKind.Mapping:
                SetMapping(node, referrer, reference, candidates);
                break;
            default:
                if (Referral(node.Value, referrer, reference, candidates, comparesNamespace: false) is { } referral && referral.Name != node.Value)
                {
                    NodeFields.Set(node, "", YamlNode.Scalar(referral.Name));
                }

                break;
        }
    }

    private static void SetMapping(YamlNode node, Resource referrer, NameReference reference, List<Resource> candidates)
    {
        YamlNode name = NodeFields.Get(node, "name") ?? throw new KustomizeException("path config error; no 'name' field in node");
        if (NodeFields.Get(node, "namespace") is { } @namespace)
        {
            candidates = InNamespace(candidates, @namespace.Value);
        }

        if (Referral(name.Value, referrer, reference, candidates, comparesNamespace: true) is not { } referral || (referral.Name == name.Value && referral.Namespace.Length == 0))
        {
            return;
        }

        NodeFields.Set(node, "name", YamlNode.Scalar(referral.Name));
        if (referral.Namespace.Length > 0)
        {
            NodeFields.Set(node, "namespace", YamlNode.Scalar(referral.Namespace));
        }
    }

    private static List<Resource> InNamespace(List<Resource> candidates, string name)
    {
        List<Resource> original = candidates.FindAll(resource => resource.OrgId.EffectiveNamespace == name);
        return original.Count > 0 ? original : candidates.FindAll(resource => resource.CurId.EffectiveNamespace == name);
    }

    /// <summary>The one object that had the name before; null where none had.</summary>
    private static Resource? Referral(string oldName, Resource referrer, NameReference reference, List<Resource> candidates, bool comparesNamespace)
    {
        ResId id = referrer.CurId;
        List<Resource> found = candidates.FindAll(resource =>
            resource.PrevIds().Exists(previous => previous.Name == oldName)
            && resource.PrevIds().Exists(previous => IsTarget(previous, reference))
            && IsOfRole(resource, referrer, reference)
            && (id.IsClusterScoped || resource.CurId.IsClusterScoped || resource.Kind == "ServiceAccount" || resource.CurId.EffectiveNamespace == id.EffectiveNamespace));
        if (found.Count <= 1 || found.TrueForAll(resource => resource.Name == found[0].Name && (!comparesNamespace || resource.Namespace == found[0].Namespace)))
        {
            return found.FirstOrDefault();
        }

        string ids = string.Join(", ", found.Select(resource => resource.CurId));
        throw new KustomizeException($"found multiple possible referrals: {ids}");
    }

    private static bool IsOfRole(Resource resource, Resource referrer, NameReference reference)
    {
        YamlNode? role = reference.IsRole ? NodeFields.Field(referrer.Root, "roleRef") : null;
        return NodeFields.Field(role, "apiGroup") is not { } group || NodeFields.Field(role, "kind") is not { } kind
            || resource.PrevIds().Exists(id => id.IsSelected(group.Value, "", kind.Value));
    }
}
