# METADATA
# title: Pods are restricted
# description: The rule of the same name for environments, on manifests that Argo CD would deploy.
package cairn.manifests.rules.pods_restricted

import data.cairn.environments.rules.pods_restricted as shared
import data.cairn.manifests.objects

about := shared.about

findings := found if {
	found := shared.findings with input as objects.as_plan
}
