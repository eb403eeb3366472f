# METADATA
# title: The request can be read
# description: |
#   The input has the version and the form that the rules were written for. Without this rule an empty or a changed input would break no
#   rule at all, and that would look like a yes. So would an object that is not shown, and a destroy that makes something: what is taken
#   away is not judged.
# custom:
#   id: input.well-formed
#   severity: deny
#   owner: group:default/platform-team
#   docs: /docs/default/component/cairn/policies/#inputwell-formed
package cairn.environments.rules.input_well_formed

about := rego.metadata.chain()[1].annotations

advice := "Nothing that you can change: the portal and the policy bundle do not fit together. Tell the platform team."

findings contains {
	"message": sprintf("The request for a verdict does not have the expected form: %s.", [concat("; ", problems)]),
	"fix": {"text": advice},
} if {
	not matches
}

findings contains {
	"message": sprintf("The request would %s %s/%s and does not show it, so nobody could judge it.", [
		change.operation,
		change.resource.kind,
		change.resource.name,
	]),
	"resource": sprintf("%s/%s", [change.resource.kind, change.resource.name]),
	"fix": {"text": advice},
} if {
	matches
	some change in input.changes
	change.operation in making
	not change.object
}

findings contains {
	"message": sprintf("The request is to destroy, and would %s %s/%s.", [
		change.operation,
		change.resource.kind,
		change.resource.name,
	]),
	"resource": sprintf("%s/%s", [change.resource.kind, change.resource.name]),
	"fix": {"text": advice},
} if {
	matches
	input.action == "destroy"
	some change in input.changes
	change.operation in making
}

making := {"create", "update", "replace"}

# Asked this way round, so that a check that fails itself is a finding too.
matches if {
	is_object(input)
	json.match_schema(input, data.cairn.environments.input_schema)[0]
}

default problems := {"it is not an object"}

problems := {sprintf("%s: %s", [error.field, error.desc]) | some error in errors} if {
	is_object(input)
	[_, errors] := json.match_schema(input, data.cairn.environments.input_schema)
}
