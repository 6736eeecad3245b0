using System.Text.Json;

namespace Steersman.Kubernetes.Client.Objects;

/// <summary>Makes what is kept of an object as it arrives: the whole object, or a projection that drops what is not used.</summary>
/// <remarks>The element lives only during the call; a part that is kept must be copied. It may be called on any thread, one call at a time for each list or watch.</remarks>
public delegate T ResourceDecoder<out T>(JsonElement resource);
