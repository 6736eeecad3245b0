namespace Steersman.Yaml.Decoding;

/// <summary>A key as go-yaml has it before sigs.k8s.io/yaml makes it a string: <c>1</c> and <c>"1"</c> differ.</summary>
internal readonly record struct MapKey(ScalarKind Kind, string Text);
