using Steersman.Kubernetes.Client.Json;
using Steersman.Operator.Api.Crd;
using Steersman.Operator.Hosting;

return await CommandLine.Create(
    OperatorHost.RunAsync,
    () => Console.Out.Write("# Generated from the types of the API by `steersman crd`; do not edit.\n" + YamlJson.Write(HelmReleaseDefinition.Create())),
    () => Console.Out.Write(ReferencePage.Write())).Parse(args).InvokeAsync();
