namespace Steersman.Helm.PostRendering;

/// <summary>A document uses a form of YAML whose layout is not kept; it is written anew from its values instead.</summary>
internal sealed class LayoutException(string form) : Exception($"the layout of {form} is not kept");
