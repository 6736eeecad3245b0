namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>What a reflector does next.</summary>
internal enum ReflectorStep
{
    /// <summary>List what the server has in memory, however old (resource version 0).</summary>
    ListCached,

    /// <summary>List what is not older than what was last seen, so that time never goes back.</summary>
    ListFromLast,

    /// <summary>List from etcd, page by page.</summary>
    ListConsistent,

    /// <summary>List from etcd in one piece: the pages were outrun by compaction.</summary>
    ListWhole,

    /// <summary>Watch from what was last seen.</summary>
    Watch,
}
