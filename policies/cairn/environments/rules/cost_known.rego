# METADATA
# title: The cost is known
# description: |
#   A price that cannot be told is not a price of zero. Where what the plan would cost is not known and no quota bounds it, or where it is
#   in another currency than the budget of its class, whether it is too much cannot be judged, and this says so.
# custom:
#   id: cost.known
#   severity: warn
#   owner: group:default/platform-team
#   docs: /docs/default/component/cairn/policies/#costknown
package cairn.environments.rules.cost_known

import data.cairn.environments.plan

about := rego.metadata.chain()[1].annotations

findings contains {
	"message": sprintf("What the environment %s would cost a month is not known, so nobody judged whether it is too much.", [input.environment.name]),
	"fix": {"text": "Nothing that you need to change. What has no price is named in the plan; where nothing has one, the platform team can configure a price list."},
} if {
	plan.makes
	not input.cost
}

findings contains {
	"message": sprintf("What the environment %s would cost is in %s and the budget of the class %s in %s, so the two were not compared.", [
		input.environment.name,
		input.cost.currency,
		input.class.name,
		input.class.budget.currency,
	]),
	"fix": {"text": sprintf("Have %s give the budget in %s.", [input.class.owner, input.cost.currency])},
} if {
	plan.makes
	input.cost.currency != input.class.budget.currency
}
