# METADATA
# title: Only what belongs into a namespace
# description: |
#   The manifests hold kinds that a service may have in its namespace, and name no namespace themselves: where they go is decided by the
#   environment. Cluster-wide kinds, access rights, quotas and limits are the platform's; Argo CD would refuse them, this rule says it before.
# custom:
#   id: objects.deployable
#   severity: deny
#   owner: group:default/platform-team
#   docs: /docs/default/component/cairn/policies/#objectsdeployable
package cairn.manifests.rules.objects_deployable

import data.cairn.environments.plan

about := rego.metadata.chain()[1].annotations

kinds := {
	"": {"ConfigMap", "PersistentVolumeClaim", "Secret", "Service", "ServiceAccount"},
	"apps": {"DaemonSet", "Deployment", "StatefulSet"},
	"autoscaling": {"HorizontalPodAutoscaler"},
	"batch": {"CronJob", "Job"},
	"networking.k8s.io": {"Ingress", "NetworkPolicy"},
	"policy": {"PodDisruptionBudget"},
}

findings contains {
	"message": sprintf("%s is of a kind that a service may not bring along (%s).", [plan.resource(entry.object), entry.object.apiVersion]),
	"resource": plan.resource(entry.object),
	"path": "/kind",
	"fix": {"text": "Remove it. If the service needs it, ask the platform team for a class that has it."},
} if {
	some entry in input.objects
	not entry.object.kind in object.get(kinds, plan.group_of(entry.object.apiVersion), set())
}

findings contains {
	"message": sprintf("%s would go into the namespace %s, whatever its environment is.", [plan.resource(entry.object), entry.object.metadata.namespace]),
	"resource": plan.resource(entry.object),
	"path": "/metadata/namespace",
	"fix": {"text": "Remove metadata.namespace."},
} if {
	some entry in input.objects
	entry.object.metadata.namespace
}
