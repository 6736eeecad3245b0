namespace Steersman.Kustomize.References;

/// <summary>Which fields of Kubernetes' kinds name other objects, as kustomize 5.8 knows them.</summary>
internal static class NameReferences
{
    private const string Rbac = "rbac.authorization.k8s.io";
    private const string Admission = "admissionregistration.k8s.io";

    private static readonly (string Kind, string PodSpec)[] Workloads =
    [
        ("Pod", "spec"),
        ("PodTemplate", "template/spec"),
        ("Deployment", "spec/template/spec"),
        ("ReplicaSet", "spec/template/spec"),
        ("DaemonSet", "spec/template/spec"),
        ("StatefulSet", "spec/template/spec"),
        ("Job", "spec/template/spec"),
        ("CronJob", "spec/jobTemplate/spec/template/spec"),
    ];

    private static readonly (string Kind, string PodSpec)[] Controllers =
    [
        ("Pod", "spec"),
        ("StatefulSet", "spec/template/spec"),
        ("Deployment", "spec/template/spec"),
        ("ReplicationController", "spec/template/spec"),
        ("CronJob", "spec/jobTemplate/spec/template/spec"),
        ("Job", "spec/template/spec"),
        ("DaemonSet", "spec/template/spec"),
    ];

    /// <summary>The references in the order in which kustomize mends them: that of the kinds they name.</summary>
    public static IReadOnlyList<NameReference> All { get; } =
    [
        .. Of(("storage.k8s.io", "v1", "StorageClass"), "spec/storageClassName", "PersistentVolume", "PersistentVolumeClaim"),
        .. Of(("storage.k8s.io", "v1", "StorageClass"), "spec/volumeClaimTemplates/spec/storageClassName", "StatefulSet"),
        new(("", "v1", "ServiceAccount"), (Rbac, "", "RoleBinding"), "subjects"),
        new(("", "v1", "ServiceAccount"), (Rbac, "", "ClusterRoleBinding"), "subjects"),
        .. OfPods(("", "v1", "ServiceAccount"), "", Controllers, "serviceAccountName"),
        new((Rbac, "", "Role"), (Rbac, "", "RoleBinding"), "roleRef/name"),
        new((Rbac, "", "ClusterRole"), (Rbac, "", "RoleBinding"), "roleRef/name"),
        new((Rbac, "", "ClusterRole"), (Rbac, "", "ClusterRoleBinding"), "roleRef/name"),
        .. OfPods(("", "v1", "ConfigMap"), "v1", Workloads, "volumes/configMap/name", "containers/env/valueFrom/configMapKeyRef/name", "initContainers/env/valueFrom/configMapKeyRef/name", "containers/envFrom/configMapRef/name", "initContainers/envFrom/configMapRef/name", "volumes/projected/sources/configMap/name"),
        .. Of(("", "v1", "ConfigMap"), "spec/configSource/configMap", "Node"),
        .. Of(("", "v1", "ConfigMap"), "rules/resourceNames", "Role", "ClusterRole"),
        .. Of(("", "v1", "ConfigMap"), @"metadata/annotations/nginx.ingress.kubernetes.io\/fastcgi-params-configmap", "Ingress"),
        .. OfPods(("", "v1", "Secret"), "v1", Workloads, "volumes/secret/secretName", "containers/env/valueFrom/secretKeyRef/name", "initContainers/env/valueFrom/secretKeyRef/name", "containers/envFrom/secretRef/name", "initContainers/envFrom/secretRef/name", "imagePullSecrets/name", "volumes/projected/sources/secret/name"),
        .. Of(("", "v1", "Secret"), "spec/tls/secretName", "Ingress"),
        .. Of(("", "v1", "Secret"), @"metadata/annotations/ingress.kubernetes.io\/auth-secret", "Ingress"),
        .. Of(("", "v1", "Secret"), @"metadata/annotations/nginx.ingress.kubernetes.io\/auth-secret", "Ingress"),
        .. Of(("", "v1", "Secret"), @"metadata/annotations/nginx.ingress.kubernetes.io\/auth-tls-secret", "Ingress"),
        .. Of(("", "v1", "Secret"), "imagePullSecrets/name", "ServiceAccount"),
        .. Of(("", "v1", "Secret"), "parameters/secretName", "StorageClass"),
        .. Of(("", "v1", "Secret"), "parameters/adminSecretName", "StorageClass"),
        .. Of(("", "v1", "Secret"), "parameters/userSecretName", "StorageClass"),
        .. Of(("", "v1", "Secret"), "parameters/secretRef", "StorageClass"),
        .. Of(("", "v1", "Secret"), "rules/resourceNames", "Role", "ClusterRole"),
        new(("", "v1", "Secret"), ("serving.knative.dev", "v1", "Service"), "spec/template/spec/containers/env/valueFrom/secretKeyRef/name"),
        .. Of(("", "v1", "Secret"), "spec/azureFile/secretName", "PersistentVolume"),
        new(("", "v1", "Service"), ("apps", "", "StatefulSet"), "spec/serviceName"),
        .. Of(("", "v1", "Service"), "spec/rules/http/paths/backend/serviceName", "Ingress"),
        .. Of(("", "v1", "Service"), "spec/backend/serviceName", "Ingress"),
        .. Of(("", "v1", "Service"), "spec/rules/http/paths/backend/service/name", "Ingress"),
        .. Of(("", "v1", "Service"), "spec/defaultBackend/service/name", "Ingress"),
        new(("", "v1", "Service"), ("apiregistration.k8s.io", "", "APIService"), "spec/service/name"),
        new(("", "v1", "Service"), (Admission, "", "ValidatingWebhookConfiguration"), "webhooks/clientConfig/service"),
        new(("", "v1", "Service"), (Admission, "", "MutatingWebhookConfiguration"), "webhooks/clientConfig/service"),
        .. OfPods(("scheduling.k8s.io", "v1", "PriorityClass"), "", Controllers, "priorityClassName"),
        .. Of(("", "v1", "PersistentVolume"), "spec/volumeName", "PersistentVolumeClaim"),
        .. Of(("", "v1", "PersistentVolume"), "rules/resourceNames", "ClusterRole"),
        .. OfPods(("", "v1", "PersistentVolumeClaim"), "", Controllers, "volumes/persistentVolumeClaim/claimName"),
        Of("Deployment", "HorizontalPodAutoscaler", "spec/scaleTargetRef/name"),
        Of("StatefulSet", "HorizontalPodAutoscaler", "spec/scaleTargetRef/name"),
        new((Admission, "", "ValidatingAdmissionPolicy"), (Admission, "", "ValidatingAdmissionPolicyBinding"), "spec/policyName"),
        .. Of(("networking.k8s.io/v1", "v1", "IngressClass"), "spec/ingressClassName", "Ingress"),
        Of("ReplicaSet", "HorizontalPodAutoscaler", "spec/scaleTargetRef/name"),
        Of("ReplicationController", "HorizontalPodAutoscaler", "spec/scaleTargetRef/name"),
    ];

    private static NameReference Of(string target, string referrer, string path) => new(("", "", target), ("", "", referrer), path);

    private static IEnumerable<NameReference> Of((string Group, string Version, string Kind) target, string path, params string[] referrers) =>
        referrers.Select(kind => new NameReference(target, ("", "", kind), path));

    private static IEnumerable<NameReference> OfPods((string Group, string Version, string Kind) target, string podVersion, (string Kind, string PodSpec)[] referrers, params string[] paths) =>
        referrers.SelectMany(referrer => paths.Select(path => new NameReference(target, ("", referrer.Kind == "Pod" ? podVersion : "", referrer.Kind), $"{referrer.PodSpec}/{path}")));
}
