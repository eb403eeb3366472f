# METADATA
# title: What policy says of a request for an environment
# description: |
#   Every package below `cairn.environments.rules` is one rule. It has METADATA with an id, a severity, an owner and a link to its
#   documentation, publishes them as `about`, and says what it finds in the set `findings`.
#   The answer names every rule that was evaluated: the caller compares them with the manifest, so that a rule that is lost can never
#   be mistaken for one that passed.
package cairn.environments

# METADATA
# description: The answer that Cairn asks for, at `POST /v1/data/cairn/environments/verdict`.
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
	"source": sprintf("cairn/environments/rules/%s.rego", [name]),
} if {
	some name, rule in data.cairn.environments.rules
}

findings_by_rule[rule.about.custom.id] := judge(name, rule) if {
	some name, rule in data.cairn.environments.rules
}

well_formed if count(data.cairn.environments.rules.input_well_formed.findings) == 0

judge(_, rule) := rule.findings if well_formed

judge("input_well_formed", rule) := rule.findings if not well_formed

# A rule cannot tell a request that it cannot read from one that it has nothing against.
judge(name, _) := {{"message": "Not judged, because the request does not have the expected form."}} if {
	not well_formed
	name != "input_well_formed"
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
