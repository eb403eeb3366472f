package cairn.environments_test.rules.owner_exists

import data.cairn.environments.rules.owner_exists as rule
import data.cairn.environments_test.fixtures

test_passes if {
	count(rule.findings) == 0 with input as fixtures.request
}

test_finds_an_owner_that_is_not_there if {
	rule.findings == {{
		"message": "group:default/checkout-team cannot own the environment cart-preview: the catalog has no such group.",
		"fix": {"text": "Choose a group that is in the catalog, for example one of yours: group:default/checkout-team."},
	}} with input as fixtures.with_value("/catalog/ownerExists", false)
}

test_suggests_no_group_to_somebody_without_one if {
	request := object.union(fixtures.with_value("/subject/groups", ["user:default/a"]), {"catalog": {"ownerExists": false}})
	{finding.fix.text | some finding in rule.findings} == {"Choose a group that is in the catalog."} with input as request
}
