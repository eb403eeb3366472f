package cairn.environments_test.rules.namespace_has_limits

import data.cairn.environments.rules.namespace_has_limits as rule
import data.cairn.environments_test.fixtures

found(request) := findings if {
	findings := {finding.message | some finding in rule.findings} with input as request
}

no_cpu := "The namespace env-cart-preview has no LimitRange with a default cpu for containers."

no_memory := "The namespace env-cart-preview has no LimitRange with a default memory for containers."

test_passes if found(fixtures.request) == set()

test_finds_a_namespace_without_one if found(fixtures.without("/changes/2")) == {no_cpu, no_memory}

test_finds_what_has_no_default if {
	found(fixtures.with_patched(2, [{"op": "remove", "path": "/spec/limits/0/default/memory"}])) == {no_memory}
	found(fixtures.with_patched(2, [{"op": "replace", "path": "/spec/limits/0/type", "value": "Pod"}])) == {no_cpu, no_memory}
}
