package cairn.environments_test.rules.namespace_enforces_restricted

import data.cairn.environments.rules.namespace_enforces_restricted as rule
import data.cairn.environments_test.fixtures

found(request) := findings if {
	findings := {finding.message | some finding in rule.findings} with input as request
}

test_passes if found(fixtures.request) == set()

test_finds_a_weaker_level if {
	found(fixtures.with_patched(0, [{"op": "replace", "path": "/metadata/labels/pod-security.kubernetes.io~1enforce", "value": "baseline"}])) == {"The namespace env-cart-preview does not enforce Pod Security: its label pod-security.kubernetes.io/enforce is baseline, not restricted."}
}

test_finds_no_level if {
	message := {"The namespace env-cart-preview does not enforce Pod Security: its label pod-security.kubernetes.io/enforce is not set, not restricted."}
	found(fixtures.with_patched(0, [{"op": "remove", "path": "/metadata/labels"}])) == message
	found(fixtures.with_patched(0, [{"op": "replace", "path": "/metadata/labels", "value": {}}])) == message
}

test_finds_an_old_version if {
	versioned := "/metadata/labels/pod-security.kubernetes.io~1enforce-version"
	message := {"The namespace env-cart-preview enforces an old version of Pod Security: its label pod-security.kubernetes.io/enforce-version is v1.0, not latest."}
	found(fixtures.with_patched(0, [{"op": "add", "path": versioned, "value": "v1.0"}])) == message
	found(fixtures.with_patched(0, [{"op": "add", "path": versioned, "value": "latest"}])) == set()
}
