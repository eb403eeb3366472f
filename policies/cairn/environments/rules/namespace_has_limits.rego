# METADATA
# title: The namespace has limits
# description: |
#   Each namespace of the plan has a LimitRange with defaults for the CPU and memory of a container, so that a container that asks for
#   nothing gets something bounded, and is not refused by the quota.
# custom:
#   id: namespace.has-limits
#   severity: deny
#   owner: group:default/platform-team
#   docs: /docs/default/component/cairn/policies/#namespacehas-limits
package cairn.environments.rules.namespace_has_limits

import data.cairn.environments.plan

about := rego.metadata.chain()[1].annotations

findings contains {
	"message": sprintf("The namespace %s has no LimitRange with a default %s for containers.", [namespace, what]),
	"resource": sprintf("Namespace/%s", [namespace]),
	"fix": {"text": sprintf("In the class, add a LimitRange to the namespace %s with an item of type Container that has default.%s.", [namespace, what])},
} if {
	some namespace in plan.namespaces
	some what in {"cpu", "memory"}
	not limited(namespace, what)
}

limited(namespace, what) if {
	some range in plan.inside(namespace, "", "LimitRange")
	some item in range.spec.limits
	item.type == "Container"
	item["default"][what]
}
