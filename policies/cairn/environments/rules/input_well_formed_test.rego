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

test_what_is_made_is_shown if {
	every operation in ["create", "update", "replace"] {
		change := object.union(object.remove(fixtures.change(fixtures.quota), ["object"]), {"operation": operation})
		found := {finding.resource | some finding in rule.findings} with input as fixtures.with_value("/changes/1", change)
		found == {"ResourceQuota/quota"}
	}
}

test_a_destroy_makes_nothing if {
	destroy := fixtures.with_value("/action", "destroy")
	every operation in ["create", "update", "replace"] {
		request := object.union(destroy, {"changes": [object.union(fixtures.change(fixtures.quota), {"operation": operation})]})
		found := {finding.resource | some finding in rule.findings} with input as request
		found == {"ResourceQuota/quota"}
	}
	every operation in ["delete", "unchanged", "conflict", "unknown"] {
		change := object.union(object.remove(fixtures.change(fixtures.quota), ["object"]), {"operation": operation})
		count(rule.findings) == 0 with input as object.union(destroy, {"changes": [change]})
	}
}
