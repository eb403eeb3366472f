# METADATA
# title: Containers have requests and limits
# description: |
#   Every container says how much CPU and memory it asks for, and how much it may take at most. Requests are what the scheduler places by and
#   what is paid for; without a limit one container can take what its neighbours need.
# custom:
#   id: containers.have-bounds
#   severity: deny
#   owner: group:default/platform-team
#   docs: /docs/default/component/cairn/policies/#containershave-bounds
package cairn.manifests.rules.containers_have_bounds

import data.cairn.manifests.objects

about := rego.metadata.chain()[1].annotations

findings contains {
	"message": sprintf("%s has no %s for %s.", [objects.named(container), word, resource]),
	"resource": container.resource,
	"path": sprintf("%s/resources/%s/%s", [container.path, bound, resource]),
	"fix": {"text": sprintf("Set resources.%s.%s.", [bound, resource])},
} if {
	some container in objects.containers
	some bound, word in {"requests": "request", "limits": "limit"}
	some resource in ["cpu", "memory"]
	not object.get(container.spec, ["resources", bound, resource], false)
}
