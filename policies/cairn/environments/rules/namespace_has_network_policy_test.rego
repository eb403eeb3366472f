package cairn.environments_test.rules.namespace_has_network_policy

import data.cairn.environments.rules.namespace_has_network_policy as rule
import data.cairn.environments_test.fixtures

found(request) := findings if {
	findings := {finding.resource | some finding in rule.findings} with input as request
}

missing := {"Namespace/env-cart-preview"}

test_passes if found(fixtures.request) == set()

test_finds_a_namespace_without_one if found(fixtures.without("/changes/3")) == missing

test_one_for_some_pods_does_not_count if {
	found(fixtures.with_patched(3, [{"op": "replace", "path": "/spec/podSelector", "value": {"matchLabels": {"a": "b"}}}])) == missing
}

test_one_for_egress_does_not_count if {
	found(fixtures.with_patched(3, [{"op": "replace", "path": "/spec/policyTypes", "value": ["Egress"]}])) == missing
}
