# METADATA
# title: Images come from an allowed registry
# description: The rule of the same name for environments, on manifests that Argo CD would deploy.
package cairn.manifests.rules.images_from_allowed_registry

import data.cairn.environments.rules.images_from_allowed_registry as shared
import data.cairn.manifests.objects

about := shared.about

findings := found if {
	found := shared.findings with input as objects.as_plan
}
