package cairn.environments_test.rules.lifetime_bounded

import data.cairn.environments.rules.lifetime_bounded as rule
import data.cairn.environments_test.fixtures

noon := time.parse_rfc3339_ns("2030-01-01T12:00:00Z")

found(request) := findings if {
	findings := {finding.message | some finding in rule.findings} with input as request
		with time.now_ns as noon
		with data.cairn.environments.settings.maxLifetimeHours as 720
}

expiring(at) := fixtures.with_value("/environment/expiresAt", at)

unlimited := fixtures.with_value("/class/lifecycle", {"production": false})

test_passes_with_a_lifetime if found(fixtures.request) == set()

test_passes_with_an_expiry if {
	found(object.union(unlimited, {"environment": expiring("2030-01-04T12:00:00Z").environment})) == set()
}

test_production_needs_none if {
	found(fixtures.with_value("/class/lifecycle", {"production": true})) == set()
	found(fixtures.with_value("/class/lifecycle", {"production": true, "ttlHours": 9000})) == set()
}

test_finds_an_environment_that_never_ends if {
	found(unlimited) == {"The environment cart-preview would never end: the class sandbox is not for production and sets no lifetime."}
}

test_finds_a_class_that_lives_too_long if {
	found(fixtures.with_value("/class/lifecycle/ttlHours", 720)) == set()
	found(fixtures.with_value("/class/lifecycle/ttlHours", 721)) == {"The class sandbox gives 721 hours, and an environment that is not production may live 720 hours at most."}
}

test_finds_an_expiry_that_is_too_far_ahead_but_for_the_difference_of_clocks if {
	found(expiring("2030-01-31T12:59:00Z")) == set()
	found(expiring("2030-01-31T13:01:00Z")) == {"The environment cart-preview would end at 2030-01-31T13:01:00Z, more than the 720 hours from now that are allowed outside production."}
}

test_finds_an_expiry_that_has_passed if {
	found(expiring("2030-01-01T12:00:00Z")) == {"The environment cart-preview would end at 2030-01-01T12:00:00Z, which has passed."}
}

test_finds_what_is_not_a_time if {
	every text in ["tomorrow", "", "2030-13-01T00:00:00Z", "2030-02-30T00:00:00Z", "2030-04-31T00:00:00Z", "2031-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2030-01-01T24:00:00Z", "2030-01-01T12:00:00"] {
		found(expiring(text)) == {sprintf("The expiry of the environment cart-preview, %q, is not a time.", [text])}
	}
}

test_knows_leap_years if {
	rule.is_time("2032-02-29T00:00:00Z")
	rule.is_time("2000-02-29T00:00:00Z")
	not rule.is_time("1900-02-29T00:00:00Z")
	rule.is_time("2030-12-31T23:59:59.123+02:00")
}
