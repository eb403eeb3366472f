# METADATA
# title: The manifests can be read
# description: |
#   The input has the version and the form that the rules were written for, and holds at least one object. Without this rule an empty or a
#   changed input would break no rule at all, and that would look like a yes.
# custom:
#   id: manifests.well-formed
#   severity: deny
#   owner: group:default/platform-team
#   docs: /docs/default/component/cairn/policies/#manifestswell-formed
package cairn.manifests.rules.manifests_well_formed

about := rego.metadata.chain()[1].annotations

findings contains {
	"message": sprintf("The request for a verdict does not have the expected form: %s.", [concat("; ", problems)]),
	"fix": {"text": "See that each document has an apiVersion, a kind and a name. If they do, the portal and the policy bundle do not fit together: tell the platform team."},
} if {
	not matches
}

# Asked this way round, so that a check that fails itself is a finding too.
matches if {
	is_object(input)
	json.match_schema(input, data.cairn.manifests.input_schema)[0]
}

default problems := {"it is not an object"}

problems := {sprintf("%s: %s", [error.field, error.desc]) | some error in errors} if {
	is_object(input)
	[_, errors] := json.match_schema(input, data.cairn.manifests.input_schema)
}
