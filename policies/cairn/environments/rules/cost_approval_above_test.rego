package cairn.environments_test.rules.cost_approval_above

import data.cairn.environments.rules.cost_approval_above as rule
import data.cairn.environments_test.fixtures

approval := {"aboveMicros": 10000000, "by": ["group:default/platform-team"], "fourEyes": true}

asked := json.patch(fixtures.request, [{"op": "add", "path": "/class/approval", "value": approval}])

changed(operations) := json.patch(asked, operations)

messages := {finding.message | some finding in rule.findings}

test_passes_where_the_class_asks_for_nothing if {
	count(rule.findings) == 0 with input as fixtures.request
	count(rule.findings) == 0 with input as fixtures.without("/cost")
}

test_passes_up_to_the_price if {
	count(rule.findings) == 0 with input as changed([{"op": "replace", "path": "/cost/monthlyMicros", "value": 10000000}])
}

test_asks_above_it_whom_the_class_names if {
	found := rule.findings with input as asked
	found == {{
		"message": "The environment cart-preview would cost 20.00 USD a month. Above 10.00 the class sandbox asks for a yes.",
		"approvers": ["group:default/platform-team"],
		"fourEyes": true,
		"fix": {"text": "Ask for their yes, or ask for less, for example a smaller size or fewer replicas."},
	}}
}

test_lets_a_class_do_without_four_eyes if {
	found := rule.findings with input as changed([{"op": "replace", "path": "/class/approval/fourEyes", "value": false}])
	{finding.fourEyes | some finding in found} == {false}
}

test_says_where_it_is_what_the_quota_would_cost if {
	found := messages with input as changed([{"op": "add", "path": "/cost/basis", "value": "ceiling"}])
	found == {"The environment cart-preview could cost, with its quota used up, 20.00 USD a month. Above 10.00 the class sandbox asks for a yes."}
}

test_asks_where_the_cost_is_not_known if {
	found := messages with input as changed([{"op": "remove", "path": "/cost"}])
	found == {"What the environment cart-preview would cost a month is not known, and above a price the class sandbox asks for a yes."}
}

test_asks_where_it_is_in_another_currency if {
	found := messages with input as changed([{"op": "replace", "path": "/cost/currency", "value": "EUR"}])
	found == {"What the environment cart-preview would cost is in EUR, which cannot be compared with the price above which the class sandbox asks for a yes."}
	without_budget := messages with input as changed([{"op": "remove", "path": "/class/budget"}])
	count(without_budget) == 1
}

test_asks_of_what_makes_and_what_changes_only if {
	every action in ["hibernate", "wake", "repair", "destroy"] {
		count(rule.findings) == 0 with input as changed([{"op": "replace", "path": "/action", "value": action}])
	}
	count(rule.findings) == 1 with input as changed([{"op": "replace", "path": "/action", "value": "update"}])
}
