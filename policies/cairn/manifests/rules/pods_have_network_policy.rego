# METADATA
# title: A network policy governs the pods
# description: |
#   The pods of every workload are selected by a NetworkPolicy that governs what may reach them. Without one everything in the cluster may.
# custom:
#   id: pods.have-network-policy
#   severity: deny
#   owner: group:default/platform-team
#   docs: /docs/default/component/cairn/policies/#podshave-network-policy
package cairn.manifests.rules.pods_have_network_policy

import data.cairn.manifests.objects

about := rego.metadata.chain()[1].annotations

findings contains {
	"message": sprintf("No NetworkPolicy says what may reach the pods of %s.", [workload.resource]),
	"resource": workload.resource,
	"fix": {"text": "Add a NetworkPolicy whose podSelector has the labels of the pods, with Ingress in policyTypes."},
} if {
	some workload in objects.workloads
	not governed(workload)
}

governed(workload) if {
	some entry in input.objects
	entry.object.kind == "NetworkPolicy"
	"Ingress" in entry.object.spec.policyTypes
	selects(entry.object.spec.podSelector, workload.labels)
}

# What is said by expressions is not followed here: a policy that selects by them alone counts for no workload.
selects(selector, labels) if {
	object.get(selector, "matchExpressions", []) == []
	every label, value in object.get(selector, "matchLabels", {}) {
		labels[label] == value
	}
}
