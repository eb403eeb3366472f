package cairn.environments_test.rules.input_well_formed

import data.cairn.environments.rules.input_well_formed as rule
import data.cairn.environments_test.fixtures

test_passes if {
	count(rule.findings) == 0 with input as fixtures.request
}

test_allows_more_than_it_knows if {
	count(rule.findings) == 0 with input as fixtures.with_value("/extra", true)
}

test_says_what_is_wrong_where if {
	some finding in rule.findings with input as fixtures.with_value("/subject/agent", "no")
	contains(finding.message, "subject.agent")
}

test_every_required_part_is_missed if {
	every part in ["version", "action", "subject", "class", "environment", "parameters", "changes", "catalog"] {
		count(rule.findings) > 0 with input as fixtures.without(sprintf("/%s", [part]))
	}
}

test_operations_are_those_it_knows if {
	count(rule.findings) > 0 with input as fixtures.with_value("/changes/0/operation", "adopt")
}
