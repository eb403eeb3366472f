package cairn.environments_test.rules.pods_restricted

import data.cairn.environments.rules.pods_restricted as rule
import data.cairn.environments_test.fixtures

found(patch) := findings if {
	findings := rule.findings with input as fixtures.with_pod(patch)
}

paths(patch) := {finding.path | some finding in found(patch)}

set_value(path, value) := [{"op": "add", "path": path, "value": value}]

removed(path) := [{"op": "remove", "path": path}]

context := "/spec/containers/0/securityContext"

test_passes if found([]) == set()

test_says_what_where_and_what_to_do if {
	found(set_value("/spec/hostNetwork", true)) == {{
		"message": "The pod of Pod/web would use the network of its node.",
		"resource": "Pod/web",
		"path": "/spec/hostNetwork",
		"fix": {"text": "Remove hostNetwork."},
	}}
	found(set_value(sprintf("%s/privileged", [context]), true)) == {{
		"message": "The container web of Pod/web is privileged.",
		"resource": "Pod/web",
		"path": "/spec/containers/0/securityContext/privileged",
		"fix": {"text": "Remove privileged."},
	}}
}

test_finds_what_is_shared_with_the_node if {
	every field in ["hostNetwork", "hostPID", "hostIPC"] {
		paths(set_value(sprintf("/spec/%s", [field]), true)) == {sprintf("/spec/%s", [field])}
		paths(set_value(sprintf("/spec/%s", [field]), false)) == set()
	}
}

test_finds_volumes_of_other_types if {
	paths(set_value("/spec/volumes", [{"name": "a", "emptyDir": {}}, {"name": "b", "hostPath": {"path": "/"}}])) == {"/spec/volumes/1"}
	paths(set_value("/spec/volumes", [{"name": "a"}, {"name": "c", "nfs": {}}])) == {"/spec/volumes/1"}
}

test_finds_what_is_not_set if {
	every field in ["allowPrivilegeEscalation", "runAsNonRoot", "seccompProfile"] {
		paths(removed(sprintf("%s/%s", [context, field]))) == {sprintf("%s/%s", [context, field])}
	}
	paths(removed(sprintf("%s/capabilities", [context]))) == {"/spec/containers/0/securityContext/capabilities/drop"}
	count(paths(removed(context))) == 4
}

test_finds_what_is_set_wrongly if {
	every field, value in {"allowPrivilegeEscalation": true, "runAsNonRoot": false, "seccompProfile": {"type": "Unconfined"}, "runAsUser": 0} {
		path := sprintf("%s/%s", [context, field])
		paths(set_value(path, value)) == {path}
	}
}

test_finds_added_capabilities if {
	path := sprintf("%s/capabilities/add", [context])
	paths(set_value(path, ["NET_BIND_SERVICE"])) == set()
	paths(set_value(path, ["NET_BIND_SERVICE", "SYS_ADMIN"])) == {path}
}

test_finds_ports_of_the_node if {
	paths(set_value("/spec/containers/0/ports", [{"containerPort": 80}, {"containerPort": 81, "hostPort": 0}, {"containerPort": 82, "hostPort": 82}])) == {"/spec/containers/0/ports/2/hostPort"}
}

test_takes_the_setting_of_the_pod_where_the_container_has_none if {
	paths(array.concat(
		removed(sprintf("%s/runAsNonRoot", [context])),
		set_value("/spec/securityContext", {"runAsNonRoot": true}),
	)) == set()
}

test_the_setting_of_the_container_wins if {
	paths(array.concat(
		set_value(sprintf("%s/runAsNonRoot", [context]), false),
		set_value("/spec/securityContext", {"runAsNonRoot": true}),
	)) == {"/spec/containers/0/securityContext/runAsNonRoot"}
}

test_looks_at_init_containers_too if {
	paths(set_value("/spec/initContainers", [object.union(fixtures.container, {"securityContext": {"privileged": true}})])) == {"/spec/initContainers/0/securityContext/privileged"}
}
