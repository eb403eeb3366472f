# METADATA
# title: Somebody says yes to what costs much
# description: |
#   Above the price that a class names (`spec.approval.above`) a plan needs the yes of a member of one of the groups that it names
#   (`spec.approval.by`), and unless the class says otherwise not of the person who asks. A cost that is not known, or in another currency,
#   may be above it, and needs the yes as well. Asked of what makes or changes an environment; putting it to sleep, waking it and putting
#   drift back cost nothing that nobody agreed to.
# custom:
#   id: cost.approval-above
#   severity: approve
#   owner: group:default/platform-team
#   docs: /docs/default/component/cairn/policies/#costapproval-above
package cairn.environments.rules.cost_approval_above

import data.cairn.environments.rules.cost_within_budget

about := rego.metadata.chain()[1].annotations

decides if {
	input.action in {"create", "update"}
	input.class.approval
}

# The price that a class names is in the currency of its budget.
comparable if input.cost.currency == input.class.budget.currency

finding(message) := {
	"message": message,
	"approvers": input.class.approval.by,
	"fourEyes": input.class.approval.fourEyes,
	"fix": {"text": "Ask for their yes, or ask for less, for example a smaller size or fewer replicas."},
}

findings contains finding(sprintf("The environment %s %s %s %s a month. Above %s the class %s asks for a yes.", [
	input.environment.name,
	cost_within_budget.would_cost,
	cost_within_budget.money(input.cost.monthlyMicros),
	input.cost.currency,
	cost_within_budget.money(input.class.approval.aboveMicros),
	input.class.name,
])) if {
	decides
	comparable
	input.cost.monthlyMicros > input.class.approval.aboveMicros
}

findings contains finding(sprintf("What the environment %s would cost a month is not known, and above a price the class %s asks for a yes.", [
	input.environment.name,
	input.class.name,
])) if {
	decides
	not input.cost
}

findings contains finding(sprintf("What the environment %s would cost is in %s, which cannot be compared with the price above which the class %s asks for a yes.", [
	input.environment.name,
	input.cost.currency,
	input.class.name,
])) if {
	decides
	input.cost
	not comparable
}
