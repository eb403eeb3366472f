# METADATA
# title: Objects say whose they are
# description: |
#   Every object, and every pod of a workload, carries `app.kubernetes.io/name`; every pod also `backstage.io/kubernetes-id`, by which its
#   health is found. What nobody can attribute is paid for and looked after by nobody.
# custom:
#   id: objects.labelled
#   severity: deny
#   owner: group:default/platform-team
#   docs: /docs/default/component/cairn/policies/#objectslabelled
package cairn.manifests.rules.objects_labelled

import data.cairn.environments.plan
import data.cairn.manifests.objects

about := rego.metadata.chain()[1].annotations

name_label := "app.kubernetes.io/name"

findings contains {
	"message": sprintf("%s has no label %s.", [plan.resource(entry.object), name_label]),
	"resource": plan.resource(entry.object),
	"path": "/metadata/labels",
	"fix": {"text": sprintf("Add the label %s with the name of the service.", [name_label])},
} if {
	some entry in input.objects
	not has(object.get(entry.object, ["metadata", "labels"], {}), name_label)
}

findings contains {
	"message": sprintf("The pods of %s have no label %s.", [workload.resource, label]),
	"resource": workload.resource,
	"path": "/spec/template/metadata/labels",
	"fix": {"text": sprintf("Add the label %s with the name of the service.", [label])},
} if {
	some workload in objects.workloads
	some label in [name_label, "backstage.io/kubernetes-id"]
	not has(workload.labels, label)
}

has(labels, label) if object.get(labels, label, "") != ""
