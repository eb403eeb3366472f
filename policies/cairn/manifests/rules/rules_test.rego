package cairn.manifests_test.rules

import data.cairn.manifests.rules
import data.cairn.manifests_test.fixtures

paths(name, request) := {object.get(finding, "path", "") | some finding in found(name, request)}

resources(name, request) := {finding.resource | some finding in found(name, request)}

found(name, request) := findings if {
	findings := rules[name].findings with input as request
}

container := "/spec/template/spec/containers/0"

at(part) := sprintf("%s%s", [fixtures.container, part])

test_images_are_pinned if {
	path := {sprintf("%s/image", [container])}
	digest := "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	every image in ["a.example/b:1", "a.example:5000/b:1", "b:1", sprintf("a.example/b@%s", [digest]), sprintf("a.example/b:latest@%s", [digest])] {
		paths("images_pinned", fixtures.with_value(at("/image"), image)) == set()
	}
	every image in ["a.example/b", "b", "a.example:5000/b", "a.example/b:latest", "a.example/b:", "a.example/b@sha256:12", "a.example/b:1@md5:1"] {
		paths("images_pinned", fixtures.with_value(at("/image"), image)) == path
	}
}

test_containers_have_bounds if {
	found("containers_have_bounds", fixtures.request) == set()
	every bound in ["requests/cpu", "requests/memory", "limits/cpu", "limits/memory"] {
		paths("containers_have_bounds", fixtures.without(at(sprintf("/resources/%s", [bound])))) == {sprintf("%s/resources/%s", [container, bound])}
	}
	count(found("containers_have_bounds", fixtures.without(at("/resources")))) == 4
	init := fixtures.with_value("/objects/0/object/spec/template/spec/initContainers", [{"name": "i", "image": "b:1"}])
	count(found("containers_have_bounds", init)) == 4
}

test_containers_of_workloads_have_probes if {
	found("containers_have_probes", fixtures.request) == set()
	every probe in ["readinessProbe", "livenessProbe"] {
		paths("containers_have_probes", fixtures.without(at(sprintf("/%s", [probe])))) == {sprintf("%s/%s", [container, probe])}
	}
	job := fixtures.with_object({"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "j"}, "spec": {"template": {"spec": {"containers": [{"name": "j"}]}}}})
	found("containers_have_probes", job) == set()
	init := fixtures.with_value("/objects/0/object/spec/template/spec/initContainers", [{"name": "i"}])
	found("containers_have_probes", init) == set()
}

test_objects_are_of_kinds_that_a_service_may_have if {
	found("objects_deployable", fixtures.request) == set()
	every refused in [
		["rbac.authorization.k8s.io/v1", "ClusterRoleBinding"],
		["rbac.authorization.k8s.io/v1", "RoleBinding"],
		["v1", "Namespace"],
		["v1", "ResourceQuota"],
		["v1", "Pod"],
		["apiextensions.k8s.io/v1", "CustomResourceDefinition"],
		["example.com/v1", "Deployment"],
		["v1", "List"],
	] {
		request := fixtures.with_object({"apiVersion": refused[0], "kind": refused[1], "metadata": {"name": "x"}})
		resources("objects_deployable", request) == {sprintf("%s/x", [refused[1]])}
	}
}

test_objects_name_no_namespace if {
	paths("objects_deployable", fixtures.with_value("/objects/1/object/metadata/namespace", "kube-system")) == {"/metadata/namespace"}
}

test_objects_are_labelled if {
	found("objects_labelled", fixtures.request) == set()
	paths("objects_labelled", fixtures.without("/objects/1/object/metadata/labels")) == {"/metadata/labels"}
	paths("objects_labelled", fixtures.with_value("/objects/1/object/metadata/labels/app.kubernetes.io~1name", "")) == {"/metadata/labels"}
	count(found("objects_labelled", fixtures.without("/objects/0/object/spec/template/metadata"))) == 2
}

test_pods_have_a_network_policy if {
	found("pods_have_network_policy", fixtures.request) == set()
	resources("pods_have_network_policy", fixtures.without("/objects/2")) == {"Deployment/cart-api"}
	all := fixtures.with_value("/objects/2/object/spec/podSelector", {})
	found("pods_have_network_policy", all) == set()
}

test_a_network_policy_must_govern_what_reaches_these_pods if {
	every changed in [
		fixtures.with_value("/objects/2/object/spec/policyTypes", ["Egress"]),
		fixtures.with_value("/objects/2/object/spec/podSelector/matchLabels", {"app.kubernetes.io/name": "other"}),
		fixtures.with_value("/objects/2/object/spec/podSelector", {"matchExpressions": [{"key": "a", "operator": "Exists"}]}),
	] {
		resources("pods_have_network_policy", changed) == {"Deployment/cart-api"}
	}
}

test_what_cannot_be_read_is_said if {
	some finding in found("manifests_well_formed", fixtures.with_value("/source", 7))
	contains(finding.message, "source")
	some nothing in found("manifests_well_formed", [])
	contains(nothing.message, "it is not an object")
	found("manifests_well_formed", fixtures.with_value("/extra", true)) == set()
}
