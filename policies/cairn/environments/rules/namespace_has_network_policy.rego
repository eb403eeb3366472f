# METADATA
# title: The namespace has a network policy
# description: |
#   Each namespace of the plan has a NetworkPolicy that selects every pod and governs ingress, so that nothing reaches an environment that
#   nobody meant to let in.
# custom:
#   id: namespace.has-network-policy
#   severity: deny
#   owner: group:default/platform-team
#   docs: /docs/default/component/cairn/policies/#namespacehas-network-policy
package cairn.environments.rules.namespace_has_network_policy

import data.cairn.environments.plan

about := rego.metadata.chain()[1].annotations

findings contains {
	"message": sprintf("The namespace %s has no NetworkPolicy that governs what may reach its pods.", [namespace]),
	"resource": sprintf("Namespace/%s", [namespace]),
	"fix": {"text": sprintf("In the class, add a NetworkPolicy to the namespace %s with an empty podSelector and Ingress in policyTypes.", [namespace])},
} if {
	some namespace in plan.namespaces
	not governed(namespace)
}

governed(namespace) if {
	some policy in plan.inside(namespace, "networking.k8s.io", "NetworkPolicy")
	policy.spec.podSelector == {}
	"Ingress" in policy.spec.policyTypes
}
