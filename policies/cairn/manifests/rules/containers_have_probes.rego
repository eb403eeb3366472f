# METADATA
# title: Containers have probes
# description: |
#   Every container of a workload that runs until it is stopped has a readiness probe, so that it gets no requests before it can answer them,
#   and a liveness probe, so that it is started again when it hangs.
# custom:
#   id: containers.have-probes
#   severity: deny
#   owner: group:default/platform-team
#   docs: /docs/default/component/cairn/policies/#containershave-probes
package cairn.manifests.rules.containers_have_probes

import data.cairn.manifests.objects

about := rego.metadata.chain()[1].annotations

findings contains {
	"message": sprintf("%s has no %s.", [objects.named(container), probe]),
	"resource": container.resource,
	"path": sprintf("%s/%s", [container.path, probe]),
	"fix": {"text": sprintf("Add a %s that asks the container itself.", [probe])},
} if {
	some container in objects.containers
	objects.is_workload(container)
	objects.is_main(container)
	some probe in ["readinessProbe", "livenessProbe"]
	not object.get(container.spec, probe, false)
}
