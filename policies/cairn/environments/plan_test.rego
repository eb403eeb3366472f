package cairn.environments_test.plan

import data.cairn.environments.plan
import data.cairn.environments_test.fixtures

pods_of(object) := found if {
	found := plan.pods with input as fixtures.with_object(object)
}

paths_of(object) := {pod.path | some pod in pods_of(object)}

workload(spec) := {
	"apiVersion": "apps/v1",
	"kind": "Workload",
	"metadata": {"name": "web", "namespace": "env-cart-preview"},
	"spec": spec,
}

test_finds_the_pods_of_every_kind if {
	spec := {"containers": [fixtures.container]}
	paths_of(fixtures.pod) == {"/spec"}
	paths_of(workload({"template": {"spec": spec}})) == {"/spec/template/spec"}
	paths_of(workload({"jobTemplate": {"spec": {"template": {"spec": spec}}}})) == {"/spec/jobTemplate/spec/template/spec"}
	paths_of(object.union(workload({}), {"items": [fixtures.pod]})) == {"/items/0/spec"}
	paths_of(workload({"a/b~c": spec})) == {"/spec/a~1b~0c"}
}

test_finds_containers_of_every_list if {
	pod := json.patch(fixtures.pod, [
		{"op": "add", "path": "/spec/initContainers", "value": [fixtures.container]},
		{"op": "add", "path": "/spec/ephemeralContainers", "value": [{}]},
	])
	found := plan.containers with input as fixtures.with_object(pod)
	{[container.path, container.name] | some container in found} == {
		["/spec/containers/0", "web"],
		["/spec/initContainers/0", "web"],
		["/spec/ephemeralContainers/0", "0"],
	}
}

test_looks_at_what_would_be_there_afterwards if {
	every operation in ["create", "update", "replace", "unchanged", "conflict", "unknown"] {
		found := plan.namespaces with input as fixtures.with_value("/changes/0/operation", operation)
		found == {"env-cart-preview"}
	}
	gone := plan.namespaces with input as fixtures.with_value("/changes/0/operation", "delete")
	gone == set()
	unseen := plan.namespaces with input as fixtures.without("/changes/0/object")
	unseen == set()
}
