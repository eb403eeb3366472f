# METADATA
# title: The lifetime is bounded
# description: |
#   An environment that is not production ends: it has an expiry, and none later than the longest lifetime that is allowed
#   (`settings.maxLifetimeHours`). What is forgotten then does not run, and cost, for ever. Whether an expiry lies too far ahead is
#   asked of the clock, so a plan whose expiry has passed is denied when it is asked about again.
# custom:
#   id: environment.lifetime-bounded
#   severity: deny
#   owner: group:default/platform-team
#   docs: /docs/default/component/cairn/policies/#environmentlifetime-bounded
package cairn.environments.rules.lifetime_bounded

import data.cairn.environments.plan
import data.cairn.environments.settings

about := rego.metadata.chain()[1].annotations

# The portal's clock and this one may differ.
tolerance_hours := 1

applies if {
	plan.makes
	not input.class.lifecycle.production
}

findings contains {
	"message": sprintf("The environment %s would never end: the class %s is not for production and sets no lifetime.", [
		input.environment.name,
		input.class.name,
	]),
	"fix": {"text": sprintf("Choose a class with a lifetime, or have %s set spec.lifecycle.ttl in the class to at most %dh.", [
		input.class.owner,
		settings.maxLifetimeHours,
	])},
} if {
	applies
	not input.class.lifecycle.ttlHours
	not input.environment.expiresAt
}

findings contains {
	"message": sprintf("The class %s gives %v hours, and an environment that is not production may live %d hours at most.", [
		input.class.name,
		input.class.lifecycle.ttlHours,
		settings.maxLifetimeHours,
	]),
	"fix": {"text": sprintf("Choose another class, or have %s set spec.lifecycle.ttl in the class to at most %dh.", [
		input.class.owner,
		settings.maxLifetimeHours,
	])},
} if {
	applies
	input.class.lifecycle.ttlHours > settings.maxLifetimeHours
}

findings contains {
	"message": sprintf("The environment %s would end at %s, more than the %d hours from now that are allowed outside production.", [
		input.environment.name,
		input.environment.expiresAt,
		settings.maxLifetimeHours,
	]),
	"fix": {"text": sprintf("Let it end at most %d hours from now.", [settings.maxLifetimeHours])},
} if {
	applies
	hours_left > settings.maxLifetimeHours + tolerance_hours
}

findings contains {
	"message": sprintf("The environment %s would end at %s, which has passed.", [
		input.environment.name,
		input.environment.expiresAt,
	]),
	"fix": {"text": "Plan again, with an expiry that is still to come."},
} if {
	applies
	hours_left <= 0
}

findings contains {
	"message": sprintf("The expiry of the environment %s, %q, is not a time.", [
		input.environment.name,
		input.environment.expiresAt,
	]),
	"fix": {"text": "Give a time as RFC 3339 has it, for example 2030-01-31T12:00:00Z."},
} if {
	applies
	input.environment.expiresAt
	not is_time(input.environment.expiresAt)
}

# Asked before parsing: a built-in that fails is an error of the whole verdict.
is_time(text) if {
	regex.match(`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$`, text)
	day := to_number(substring(text, 8, 2))
	day <= days_in(to_number(substring(text, 0, 4)), to_number(substring(text, 5, 2)))
}

days_in(_, month) := 31 if month in {1, 3, 5, 7, 8, 10, 12}

days_in(_, month) := 30 if month in {4, 6, 9, 11}

days_in(year, 2) := 29 if leap(year)

days_in(year, 2) := 28 if not leap(year)

leap(year) if {
	year % 4 == 0
	year % 100 != 0
}

leap(year) if year % 400 == 0

hours_left := (time.parse_rfc3339_ns(input.environment.expiresAt) - time.now_ns()) / ((60 * 60) * 1000000000) if {
	is_time(input.environment.expiresAt)
}
