package cairn.manifests_test.verdict

import data.cairn.manifests
import data.cairn.manifests_test.fixtures

ids(found) := {violation.rule | some violation in found.violations}

passed(found) := {rule.id | some rule in found.rules; rule.passed}

every_id := {id | some id in data.cairn.manifests.manifest.rules}

verdict(request) := found if {
	found := manifests.verdict with input as request
}

test_good_manifests_break_no_rule if {
	found := verdict(fixtures.request)
	found.violations == []
	passed(found) == every_id
}

test_a_violation_names_its_rule_and_what_the_rule_says_of_itself if {
	found := verdict(fixtures.without(sprintf("%s/livenessProbe", [fixtures.container])))
	found.violations == [{
		"rule": "containers.have-probes",
		"title": "Containers have probes",
		"severity": "deny",
		"docs": "/docs/default/component/cairn/policies/#containershave-probes",
		"message": "The container cart-api of Deployment/cart-api has no livenessProbe.",
		"resource": "Deployment/cart-api",
		"path": "/spec/template/spec/containers/0/livenessProbe",
		"fix": {"text": "Add a livenessProbe that asks the container itself."},
	}]
	passed(found) == every_id - {"containers.have-probes"}
}

test_an_empty_input_passes_no_rule if {
	every nonsense in [{}, null, [], "yes", 7, true] {
		found := verdict(nonsense)
		passed(found) == set()
		ids(found) == every_id
	}
}

test_an_input_without_objects_passes_no_rule if {
	every changed in [fixtures.without("/objects"), fixtures.with_value("/objects", []), fixtures.with_value("/version", 2)] {
		passed(verdict(changed)) == set()
	}
}

test_a_document_that_is_no_object_of_kubernetes_passes_no_rule if {
	every part in ["kind", "apiVersion", "metadata", "metadata/name"] {
		passed(verdict(fixtures.without(sprintf("/objects/0/object/%s", [part])))) == set()
	}
}

test_the_rules_for_environments_are_asked_too if {
	found := verdict(fixtures.with_value(sprintf("%s/image", [fixtures.container]), "elsewhere.example/cart-api:1"))
	ids(found) == {"images.from-allowed-registry"}
	privileged := verdict(fixtures.with_value(sprintf("%s/securityContext/privileged", [fixtures.container]), true))
	ids(privileged) == {"pods.restricted"}
}

test_the_manifest_names_every_annotated_rule_and_no_other if {
	{id | some id, _ in manifests.catalog} == every_id
	count(data.cairn.manifests.manifest.rules) == count(every_id)
}

test_every_rule_has_what_people_need_to_know_of_it if {
	every _, rule in data.cairn.manifests.rules {
		rule.about.title != ""
		rule.about.description != ""
		rule.about.custom.severity in {"deny", "approve", "warn"}
		regex.match(`^[a-z]+\.[a-z-]+$`, rule.about.custom.id)
		startswith(rule.about.custom.owner, "group:")
		rule.about.custom.docs != ""
	}
}

test_an_id_that_both_have_is_one_rule if {
	every id in every_id & {id | some id in data.cairn.environments.manifest.rules} {
		object.remove(manifests.catalog[id], ["source"]) == object.remove(data.cairn.environments.catalog[id], ["source"])
	}
}

test_no_two_rules_share_an_id if {
	count([id | id := data.cairn.manifests.rules[_].about.custom.id]) == count(every_id)
}
