# METADATA
# title: The namespace enforces Pod Security "restricted"
# description: |
#   The namespace carries `pod-security.kubernetes.io/enforce: restricted`, in its latest version (older ones ask for less), so that the API server holds every pod in it to the
#   standard, also those that are not in the plan: what Argo CD deploys from a repository is judged there, not here.
# custom:
#   id: namespace.enforces-restricted
#   severity: deny
#   owner: group:default/platform-team
#   docs: /docs/default/component/cairn/policies/#namespaceenforces-restricted
package cairn.environments.rules.namespace_enforces_restricted

import data.cairn.environments.plan

about := rego.metadata.chain()[1].annotations

label := "pod-security.kubernetes.io/enforce"

findings contains {
	"message": sprintf("The namespace %s does not enforce Pod Security: its label %s is %s, not restricted.", [
		object.metadata.name,
		label,
		shown,
	]),
	"resource": plan.resource(object),
	"path": "/metadata/labels/pod-security.kubernetes.io~1enforce",
	"fix": {"text": sprintf("In the class, give the namespace the label %s: restricted.", [label])},
} if {
	some object in plan.objects
	object.apiVersion == "v1"
	object.kind == "Namespace"
	level := object_label(object)
	level != "restricted"
	shown := {true: "not set", false: level}[level == ""]
}

version_label := "pod-security.kubernetes.io/enforce-version"

findings contains {
	"message": sprintf("The namespace %s enforces an old version of Pod Security: its label %s is %s, not latest.", [
		object.metadata.name,
		version_label,
		version,
	]),
	"resource": plan.resource(object),
	"path": "/metadata/labels/pod-security.kubernetes.io~1enforce-version",
	"fix": {"text": sprintf("In the class, remove the label %s.", [version_label])},
} if {
	some object in plan.objects
	object.apiVersion == "v1"
	object.kind == "Namespace"
	version := object.metadata.labels[version_label]
	version != "latest"
}

object_label(namespace) := object.get(namespace, ["metadata", "labels", label], "")
