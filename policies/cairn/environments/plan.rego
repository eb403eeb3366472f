# METADATA
# title: The plan as the rules look at it
# description: What would be there after the plan was applied. Shared by the rules; holds no rule itself.
package cairn.environments.plan

# Nothing is asked of what is being taken away: a destroy must never wait for a rule about what an environment should have.
makes if input.action != "destroy"

# Each object that would exist afterwards, whether the plan makes it, changes it or leaves it.
objects contains change.object if {
	makes
	some change in input.changes
	change.operation != "delete"
	change.object
}

namespaces contains object.metadata.name if {
	some object in objects
	object.apiVersion == "v1"
	object.kind == "Namespace"
}

# Objects of one kind in one namespace.
inside(namespace, api_group, kind) := {object |
	some object in objects
	object.kind == kind
	group_of(object.apiVersion) == api_group
	object.metadata.namespace == namespace
}

group_of(api_version) := split(api_version, "/")[0] if contains(api_version, "/")

group_of(api_version) := "" if not contains(api_version, "/")

# Every pod that an object describes, wherever in it: of a Pod, a Deployment, a CronJob, a kind of an extension, an item of a List.
pods contains {"resource": resource(object), "path": pointer(path), "spec": spec} if {
	some object in objects
	walk(object, [path, spec])
	is_array(spec.containers)
}

container_lists := ["containers", "initContainers", "ephemeralContainers"]

containers contains {
	"resource": pod.resource,
	"path": sprintf("%s/%s/%d", [pod.path, list, index]),
	"pod": pod.spec,
	"spec": container,
	"name": object.get(container, "name", sprintf("%d", [index])),
} if {
	some pod in pods
	some list in container_lists
	some index, container in pod.spec[list]
}

resource(object) := sprintf("%s/%s", [object.kind, object.metadata.name])

pointer(path) := concat("", [part |
	some segment in path
	part := sprintf("/%s", [replace(replace(sprintf("%v", [segment]), "~", "~0"), "/", "~1")])
])

# The parameters whose value is this text: what a person, or the form, would change to change it.
parameters_with(value) := {name | some name, known in input.parameters; known == value}
