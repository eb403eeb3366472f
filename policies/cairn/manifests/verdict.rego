# METADATA
# title: What policy says of manifests that are not deployed yet
# description: |
#   Every package below `cairn.manifests.rules` is one rule, made as those of `cairn.environments` are. A rule that holds for both is
#   written there once and evaluated here on the same objects, so that nobody hears two answers to one question.
package cairn.manifests

# METADATA
# description: The answer that Cairn asks for, at `POST /v1/data/cairn/manifests/verdict`.
# entrypoint: true
verdict := {
	"rules": [{"id": id, "passed": count(found) == 0} | some id, found in findings_by_rule],
	"violations": [violation(id, finding) | some id, found in findings_by_rule; some finding in found],
}

# METADATA
# description: What there is to know of each rule, from its annotations, by the rule's id.
catalog[rule.about.custom.id] := {
	"id": rule.about.custom.id,
	"title": rule.about.title,
	"description": rule.about.description,
	"severity": rule.about.custom.severity,
	"owner": rule.about.custom.owner,
	"docs": rule.about.custom.docs,
	"source": sprintf("cairn/manifests/rules/%s.rego", [name]),
} if {
	some name, rule in data.cairn.manifests.rules
}

findings_by_rule[rule.about.custom.id] := judge(name, rule) if {
	some name, rule in data.cairn.manifests.rules
}

well_formed if count(data.cairn.manifests.rules.manifests_well_formed.findings) == 0

judge(_, rule) := rule.findings if well_formed

judge("manifests_well_formed", rule) := rule.findings if not well_formed

# A rule cannot tell manifests that it cannot read from those that it has nothing against.
judge(name, _) := {{"message": "Not judged, because the request does not have the expected form."}} if {
	not well_formed
	name != "manifests_well_formed"
}

violation(id, finding) := object.union(
	{
		"rule": id,
		"title": catalog[id].title,
		"severity": catalog[id].severity,
		"docs": catalog[id].docs,
	},
	finding,
)
