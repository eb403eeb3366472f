# METADATA
# title: The namespace has a quota
# description: |
#   Each namespace of the plan has a ResourceQuota that bounds CPU and memory, so that one environment cannot take what others need.
# custom:
#   id: namespace.has-quota
#   severity: deny
#   owner: group:default/platform-team
#   docs: /docs/default/component/cairn/policies/#namespacehas-quota
package cairn.environments.rules.namespace_has_quota

import data.cairn.environments.plan

about := rego.metadata.chain()[1].annotations

bounds := {
	"CPU": {"cpu", "requests.cpu", "limits.cpu"},
	"memory": {"memory", "requests.memory", "limits.memory"},
}

findings contains {
	"message": sprintf("The namespace %s has no ResourceQuota that bounds its %s.", [namespace, what]),
	"resource": sprintf("Namespace/%s", [namespace]),
	"fix": {"text": sprintf("In the class, add a ResourceQuota to the namespace %s with %s in spec.hard.", [
		namespace,
		concat(" or ", sort(keys)),
	])},
} if {
	some namespace in plan.namespaces
	some what, keys in bounds
	not bounded(namespace, keys)
}

bounded(namespace, keys) if {
	some quota in plan.inside(namespace, "", "ResourceQuota")
	not quota.spec.scopes
	not quota.spec.scopeSelector
	some key in keys
	quota.spec.hard[key]
}
