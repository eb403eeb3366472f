# METADATA
# title: Images come from an allowed registry
# description: |
#   Every container of the plan runs an image from a registry that is allowed (`settings.registries`: a host, or a host and a path). Judged
#   are the pods that the plan itself holds. What Argo CD deploys comes from a repository and is not in the plan: its images are not
#   judged here.
# custom:
#   id: images.from-allowed-registry
#   severity: deny
#   owner: group:default/platform-team
#   docs: /docs/default/component/cairn/policies/#imagesfrom-allowed-registry
package cairn.environments.rules.images_from_allowed_registry

import data.cairn.environments.plan
import data.cairn.environments.settings

about := rego.metadata.chain()[1].annotations

findings contains {
	"message": sprintf("The container %s of %s runs %s, which is not from an allowed registry.", [
		container.name,
		container.resource,
		image,
	]),
	"resource": container.resource,
	"path": sprintf("%s/image", [container.path]),
	"fix": fix(image),
} if {
	some container in plan.containers
	image := container.spec.image
	not allowed(image)
}

# Kubernetes lets a controller fill the image in; nobody could judge it then.
findings contains {
	"message": sprintf("The container %s of %s names no image.", [container.name, container.resource]),
	"resource": container.resource,
	"path": sprintf("%s/image", [container.path]),
	"fix": {"text": sprintf("Name an image from %s.", [concat(" or ", settings.registries)])},
} if {
	some container in plan.containers
	not container.spec.image
}

allowed(image) if {
	some registry in settings.registries
	startswith(image, sprintf("%s/", [registry]))
	not contains(image, "/../")
}

advice := sprintf("Use an image from %s.", [concat(" or ", settings.registries)])

fix(image) := {
	"text": advice,
	"set": {"parameter": parameter, "value": sprintf("%s/%s", [settings.registries[0], without_host(image)])},
} if {
	parameter := min(plan.parameters_with(image))
}

fix(image) := {"text": advice} if count(plan.parameters_with(image)) == 0

without_host(image) := regex.replace(image, `^([^/]*[.:][^/]*|localhost)/`, "")
