package cairn.environments_test.verdict

import data.cairn.environments
import data.cairn.environments_test.fixtures

ids(found) := {violation.rule | some violation in found.violations}

passed(found) := {rule.id | some rule in found.rules; rule.passed}

every_id := {id | some id in data.cairn.environments.manifest.rules}

test_a_good_request_breaks_no_rule if {
	found := environments.verdict with input as fixtures.request
	found.violations == []
	passed(found) == every_id
}

test_a_violation_names_its_rule_and_what_the_rule_says_of_itself if {
	found := environments.verdict with input as fixtures.without("/cost")
	found.violations == [{
		"rule": "cost.known",
		"title": "The cost is known",
		"severity": "warn",
		"docs": "/docs/default/component/cairn/policies/#costknown",
		"message": "What the environment cart-preview would cost a month is not known, so nobody judged whether it is too much.",
		"fix": {"text": "Nothing that you need to change. What has no price is named in the plan; where nothing has one, the platform team can configure a price list."},
	}]
	passed(found) == every_id - {"cost.known"}
}

test_an_empty_input_passes_no_rule if {
	found := environments.verdict with input as {}
	passed(found) == set()
	ids(found) == every_id
}

test_an_input_that_is_not_an_object_passes_no_rule if {
	every nonsense in [null, [], "yes", 7, true] {
		found := environments.verdict with input as nonsense
		passed(found) == set()
	}
}

test_an_input_of_another_version_passes_no_rule if {
	found := environments.verdict with input as fixtures.with_value("/version", 2)
	passed(found) == set()
}

test_an_input_without_its_plan_passes_no_rule if {
	found := environments.verdict with input as fixtures.without("/changes")
	passed(found) == set()
}

test_a_destroy_is_not_held_up_by_what_an_environment_should_have if {
	bare := {
		"action": "destroy",
		"changes": [],
		"catalog": {"ownerExists": false},
		"class": object.union(fixtures.request.class, {"lifecycle": {"production": false}}),
	}
	found := environments.verdict with input as object.union(fixtures.request, bare)
	found.violations == []
	passed(found) == every_id
}

test_the_manifest_names_every_annotated_rule_and_no_other if {
	{id | some id, _ in environments.catalog} == every_id
	count(data.cairn.environments.manifest.rules) == count(every_id)
}

test_every_rule_has_what_people_need_to_know_of_it if {
	every _, rule in data.cairn.environments.rules {
		rule.about.title != ""
		rule.about.description != ""
		rule.about.custom.severity in {"deny", "approve", "warn"}
		regex.match(`^[a-z]+\.[a-z-]+$`, rule.about.custom.id)
		startswith(rule.about.custom.owner, "group:")
		rule.about.custom.docs != ""
	}
}

test_no_two_rules_share_an_id if {
	count([id | id := data.cairn.environments.rules[_].about.custom.id]) == count(every_id)
}
