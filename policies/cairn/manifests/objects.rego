# METADATA
# title: The manifests as the rules look at them
# description: What would be there after they were deployed. Shared by the rules; holds no rule itself.
package cairn.manifests.objects

import data.cairn.environments.plan

# As a plan that would make them: what the rules for environments look at.
as_plan := {
	"action": "create",
	"parameters": {},
	"changes": [{"operation": "create", "object": entry.object} | some entry in input.objects],
}

containers := found if {
	found := plan.containers with input as as_plan
}

workload_kinds := {"Deployment", "StatefulSet", "DaemonSet"}

# What runs until it is stopped, with the labels of its pods.
workloads contains {
	"resource": plan.resource(entry.object),
	"labels": object.get(entry.object, ["spec", "template", "metadata", "labels"], {}),
} if {
	some entry in input.objects
	entry.object.kind in workload_kinds
}

is_workload(container) if split(container.resource, "/")[0] in workload_kinds

# Containers that run beside each other, not those that prepare and end.
is_main(container) if contains(container.path, "/containers/")

named(container) := sprintf("The container %s of %s", [container.name, container.resource])
