package cairn.environments_test.rules.cost_known

import data.cairn.environments.rules.cost_known as rule
import data.cairn.environments_test.fixtures

test_passes if {
	count(rule.findings) == 0 with input as fixtures.request
}

test_a_cost_of_zero_is_known if {
	count(rule.findings) == 0 with input as fixtures.with_value("/cost/monthlyMicros", 0)
}

test_says_that_a_cost_is_not_known_also_where_the_class_has_no_budget if {
	count(rule.findings) == 1 with input as fixtures.without("/cost")
	count(rule.findings) == 1 with input as json.patch(fixtures.without("/cost"), [{"op": "remove", "path": "/class/budget"}])
}

test_does_not_compare_currencies if {
	{finding.message | some finding in rule.findings} == {"What the environment cart-preview would cost is in EUR and the budget of the class sandbox in USD, so the two were not compared."} with input as fixtures.with_value("/cost/currency", "EUR")
}
