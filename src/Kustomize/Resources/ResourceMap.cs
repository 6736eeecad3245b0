namespace Steersman.Kustomize.Resources;

/// <summary>The objects of a run in their order, no two of one identity (api's <c>resWrangler</c>). Not thread-safe.</summary>
internal sealed class ResourceMap
{
    private List<Resource> _resources = [];

    /// <exception cref="KustomizeException">Two objects have the same identity.</exception>
    public ResourceMap(IEnumerable<Resource> resources) => Rebuild(resources);

    public IReadOnlyList<Resource> Resources => _resources;

    /// <summary>Puts other objects in the place of the present ones.</summary>
    /// <exception cref="KustomizeException">Two objects have the same identity.</exception>
    public void Rebuild(IEnumerable<Resource> resources)
    {
        List<Resource> list = [.. resources];
        HashSet<(string, string, string, string, string)> seen = new(list.Count);
        foreach (Resource resource in list)
        {
            ResId id = resource.CurId;
            if (!seen.Add(id.Identity))
            {
                throw new KustomizeException($"may not add resource with an already registered id: {id}");
            }
        }

        _resources = list;
    }

    /// <summary>Takes away what patches have deleted.</summary>
    public void DropEmpties() => _resources.RemoveAll(resource => resource.IsNilOrEmpty);

    /// <summary>The one object that has, or once had, an identity.</summary>
    /// <exception cref="KustomizeException">None has, or several have.</exception>
    public Resource GetById(ResId id)
    {
        List<Resource> found = _resources.FindAll(resource => !resource.IsNilOrEmpty && (resource.CurId.Identity == id.Identity || resource.PrevIds().Exists(previous => previous.Identity == id.Identity)));
        return found.Count == 1
            ? found[0]
            : throw new KustomizeException($"{(found.Count > 1 ? "multiple" : "no")} matches for Id {id}; failed to find unique target for patch {id}");
    }
}
