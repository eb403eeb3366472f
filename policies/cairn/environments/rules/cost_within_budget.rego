# METADATA
# title: The cost is within the budget
# description: |
#   What the plan costs a month is at most the budget of its class (`spec.budget.monthly`). Where a quota lets people add to it later, what
#   the quota would cost if it were used up. A cost that is not known is the business of the rule cost.known.
# custom:
#   id: cost.within-budget
#   severity: deny
#   owner: group:default/platform-team
#   docs: /docs/default/component/cairn/policies/#costwithin-budget
package cairn.environments.rules.cost_within_budget

import data.cairn.environments.plan

about := rego.metadata.chain()[1].annotations

# Whole units with two digits, of micro-units.
money(micros) := sprintf("%d.%02d", [floor(cents / 100), cents % 100]) if cents := round(micros / 10000)

# How the cost was come by; a portal that does not say so has added everything up.
ceiling if input.cost.basis == "ceiling"

would_cost := "could cost, with its quota used up," if ceiling

would_cost := "would cost" if not ceiling

findings contains {
	"message": sprintf("The environment %s %s %s %s a month, %s more than the %s that the class %s allows.", [
		input.environment.name,
		would_cost,
		money(input.cost.monthlyMicros),
		input.cost.currency,
		money(input.cost.monthlyMicros - input.class.budget.monthlyMicros),
		money(input.class.budget.monthlyMicros),
		input.class.name,
	]),
	"fix": {"text": sprintf("Ask for less, for example a smaller size or fewer replicas, or have %s raise the budget of the class.", [input.class.owner])},
} if {
	plan.makes
	input.cost.currency == input.class.budget.currency
	input.cost.monthlyMicros > input.class.budget.monthlyMicros
}
