# METADATA
# title: The owner exists
# description: |
#   An environment belongs to a group of the catalog, so that somebody can be asked about it, pays for it, and is warned before it ends.
# custom:
#   id: environment.owner-exists
#   severity: deny
#   owner: group:default/platform-team
#   docs: /docs/default/component/cairn/policies/#environmentowner-exists
package cairn.environments.rules.owner_exists

import data.cairn.environments.plan

about := rego.metadata.chain()[1].annotations

findings contains {
	"message": sprintf("%s cannot own the environment %s: the catalog has no such group.", [
		input.environment.owner,
		input.environment.name,
	]),
	"fix": {"text": sprintf("Choose a group that is in the catalog%s.", [own_groups])},
} if {
	plan.makes
	not input.catalog.ownerExists
}

groups := [group | some group in input.subject.groups; startswith(group, "group:")]

default own_groups := ""

own_groups := sprintf(", for example one of yours: %s", [concat(", ", groups)]) if count(groups) > 0
