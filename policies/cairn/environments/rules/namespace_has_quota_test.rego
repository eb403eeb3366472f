package cairn.environments_test.rules.namespace_has_quota

import data.cairn.environments.rules.namespace_has_quota as rule
import data.cairn.environments_test.fixtures

found(request) := findings if {
	findings := {finding.message | some finding in rule.findings} with input as request
}

no_cpu := "The namespace env-cart-preview has no ResourceQuota that bounds its CPU."

no_memory := "The namespace env-cart-preview has no ResourceQuota that bounds its memory."

test_passes if found(fixtures.request) == set()

test_passes_with_two_quotas_that_bound_one_each if {
	split := fixtures.with_object({
		"apiVersion": "v1",
		"kind": "ResourceQuota",
		"metadata": {"name": "memory", "namespace": "env-cart-preview"},
		"spec": {"hard": {"requests.memory": "1Gi"}},
	})
	found(json.patch(split, [{"op": "remove", "path": "/changes/1/object/spec/hard/limits.memory"}])) == set()
}

test_finds_a_namespace_without_one if found(fixtures.without("/changes/1")) == {no_cpu, no_memory}

test_finds_one_that_is_taken_away if {
	found(fixtures.with_value("/changes/1/operation", "delete")) == {no_cpu, no_memory}
}

test_finds_one_of_another_namespace if {
	found(fixtures.with_patched(1, [{"op": "replace", "path": "/metadata/namespace", "value": "other"}])) == {no_cpu, no_memory}
}

test_finds_one_of_another_api_group if {
	found(fixtures.with_patched(1, [{"op": "replace", "path": "/apiVersion", "value": "example.org/v1"}])) == {no_cpu, no_memory}
}

test_finds_what_is_not_bounded if {
	found(fixtures.with_patched(1, [{"op": "remove", "path": "/spec/hard/limits.cpu"}])) == {no_cpu}
	found(fixtures.with_patched(1, [{"op": "replace", "path": "/spec/hard", "value": {}}])) == {no_cpu, no_memory}
	found(fixtures.with_patched(1, [{"op": "remove", "path": "/spec"}])) == {no_cpu, no_memory}
}

test_one_that_bounds_some_pods_only_does_not_count if {
	found(fixtures.with_patched(1, [{"op": "add", "path": "/spec/scopes", "value": ["BestEffort"]}])) == {no_cpu, no_memory}
	found(fixtures.with_patched(1, [{"op": "add", "path": "/spec/scopeSelector", "value": {}}])) == {no_cpu, no_memory}
}
