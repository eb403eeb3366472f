package cairn.environments_test.rules.cost_within_budget

import data.cairn.environments.rules.cost_within_budget as rule
import data.cairn.environments_test.fixtures

test_passes_up_to_the_budget if {
	count(rule.findings) == 0 with input as fixtures.request
	count(rule.findings) == 0 with input as fixtures.with_value("/cost/monthlyMicros", 50000000)
}

test_passes_without_a_budget if {
	count(rule.findings) == 0 with input as fixtures.without("/class/budget")
}

test_finds_what_is_over_it_and_by_how_much if {
	{finding.message | some finding in rule.findings} == {"The environment cart-preview would cost 62.50 USD a month, 12.50 more than the 50.00 that the class sandbox allows."} with input as fixtures.with_value("/cost/monthlyMicros", 62500000)
}

test_says_where_it_is_what_the_quota_would_cost if {
	ceiling := {"monthlyMicros": 62500000, "currency": "USD", "basis": "ceiling"}
	{finding.message | some finding in rule.findings} == {"The environment cart-preview could cost, with its quota used up, 62.50 USD a month, 12.50 more than the 50.00 that the class sandbox allows."} with input as fixtures.with_value("/cost", ceiling)
	count(rule.findings) == 0 with input as fixtures.with_value("/cost", object.union(ceiling, {"monthlyMicros": 50000000}))
}

test_takes_a_sum_for_one if {
	{finding.message | some finding in rule.findings} == {"The environment cart-preview would cost 62.50 USD a month, 12.50 more than the 50.00 that the class sandbox allows."} with input as fixtures.with_value("/cost", {"monthlyMicros": 62500000, "currency": "USD", "basis": "sum"})
}

test_leaves_another_currency_to_the_rule_for_it if {
	count(rule.findings) == 0 with input as fixtures.with_value("/cost", {"monthlyMicros": 99000000, "currency": "EUR"})
}

test_gives_money_in_whole_units_and_hundredths if {
	rule.money(50000000) == "50.00"
	rule.money(12345678) == "12.35"
	rule.money(50000) == "0.05"
	rule.money(0) == "0.00"
}
