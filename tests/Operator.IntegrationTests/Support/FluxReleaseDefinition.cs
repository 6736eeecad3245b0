using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>The definition of Flux's HelmRelease as far as the operator can tell it from Flux's own: a status that takes no other fields and asks for those that Flux asks for; of the spec what Flux does not have is pruned.</summary>
internal static class FluxReleaseDefinition
{
    private const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: helmreleases.helm.toolkit.fluxcd.io}
        spec:
          group: helm.toolkit.fluxcd.io
          scope: Namespaced
          names: {kind: HelmRelease, listKind: HelmReleaseList, plural: helmreleases, singular: helmrelease, shortNames: [hr]}
          versions:
          - name: v2
            served: true
            storage: true
            subresources: {status: {} }
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  apiVersion: {type: string}
                  kind: {type: string}
                  metadata: {type: object}
                  spec:
                    type: object
                    required: [interval]
                    properties:
                      interval: {type: string, pattern: '^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$'}
                      timeout: {type: string, pattern: '^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$'}
                      suspend: {type: boolean}
                      releaseName: {type: string, maxLength: 53}
                      targetNamespace: {type: string, maxLength: 63}
                      storageNamespace: {type: string, maxLength: 63}
                      serviceAccountName: {type: string}
                      maxHistory: {type: integer}
                      chart: {type: object, x-kubernetes-preserve-unknown-fields: true}
                      chartRef: {type: object, x-kubernetes-preserve-unknown-fields: true}
                      values: {x-kubernetes-preserve-unknown-fields: true}
                      valuesFrom: {type: array, items: {type: object, x-kubernetes-preserve-unknown-fields: true} }
                      dependsOn:
                        type: array
                        items: {type: object, required: [name], properties: {name: {type: string}, namespace: {type: string}, readyExpr: {type: string} } }
                      commonMetadata: {type: object, x-kubernetes-preserve-unknown-fields: true}
                      postRenderers: {type: array, items: {type: object, x-kubernetes-preserve-unknown-fields: true} }
                      postRenderStrategy: {type: string}
                      waitStrategy: {type: object, properties: {name: {type: string, enum: [poller, legacy]} } }
                      driftDetection: {type: object, x-kubernetes-preserve-unknown-fields: true}
                      healthCheckExprs: {type: array, items: {type: object, x-kubernetes-preserve-unknown-fields: true} }
                      kubeConfig: {type: object, x-kubernetes-preserve-unknown-fields: true}
                      test: {type: object, x-kubernetes-preserve-unknown-fields: true}
                      rollback: {type: object, x-kubernetes-preserve-unknown-fields: true}
                      uninstall: {type: object, x-kubernetes-preserve-unknown-fields: true}
                      install:
                        type: object
                        x-kubernetes-preserve-unknown-fields: true
                        properties: {remediation: &remediation {type: object, properties: {retries: {type: integer}, ignoreTestFailures: {type: boolean}, remediateLastFailure: {type: boolean}, strategy: {type: string} } } }
                      upgrade:
                        type: object
                        x-kubernetes-preserve-unknown-fields: true
                        properties: {remediation: *remediation}
                  status:
                    type: object
                    default: {observedGeneration: -1}
                    properties:
                      observedGeneration: {type: integer, format: int64}
                      conditions:
                        type: array
                        items:
                          type: object
                          required: [lastTransitionTime, message, reason, status, type]
                          properties:
                            lastTransitionTime: {type: string, format: date-time}
                            message: {type: string, maxLength: 32768}
                            observedGeneration: {type: integer, format: int64, minimum: 0}
                            reason: {type: string, minLength: 1, maxLength: 1024, pattern: '^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$'}
                            status: {type: string, enum: ['True', 'False', Unknown]}
                            type: {type: string, maxLength: 316, pattern: '^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$'}
                      failures: {type: integer, format: int64}
                      installFailures: {type: integer, format: int64}
                      upgradeFailures: {type: integer, format: int64}
                      helmChart: {type: string}
                      storageNamespace: {type: string, maxLength: 63, minLength: 1}
                      history:
                        type: array
                        items:
                          type: object
                          required: [chartName, chartVersion, configDigest, digest, firstDeployed, lastDeployed, name, namespace, status, version]
                          properties:
                            action: {type: string}
                            apiVersion: {type: string}
                            appVersion: {type: string}
                            chartName: {type: string}
                            chartVersion: {type: string}
                            configDigest: {type: string}
                            deleted: {type: string, format: date-time}
                            digest: {type: string}
                            firstDeployed: {type: string, format: date-time}
                            lastDeployed: {type: string, format: date-time}
                            name: {type: string}
                            namespace: {type: string}
                            ociDigest: {type: string}
                            status: {type: string}
                            version: {type: integer}
                            testHooks:
                              type: object
                              additionalProperties:
                                type: object
                                properties: {lastCompleted: {type: string, format: date-time}, lastStarted: {type: string, format: date-time}, phase: {type: string} }
                      inventory:
                        type: object
                        required: [entries]
                        properties: {entries: {type: array, items: {type: object, required: [id, v], properties: {id: {type: string}, v: {type: string} } } } }
                      lastAttemptedConfigDigest: {type: string}
                      lastAttemptedGeneration: {type: integer, format: int64}
                      lastAttemptedReleaseAction: {type: string, enum: [install, upgrade]}
                      lastAttemptedReleaseActionDuration: {type: string}
                      lastAttemptedRevision: {type: string}
                      lastAttemptedRevisionDigest: {type: string}
                      lastAttemptedValuesChecksum: {type: string}
                      lastHandledForceAt: {type: string}
                      lastHandledReconcileAt: {type: string}
                      lastHandledResetAt: {type: string}
                      lastReleaseRevision: {type: integer}
                      observedCommonMetadataDigest: {type: string}
                      observedPostRenderersDigest: {type: string}
        """;

    /// <summary>A new object at every call.</summary>
    public static JsonObject Create() => (JsonObject)YamlJson.Parse(Definition)!;
}
