# METADATA
# title: Pods are restricted
# description: |
#   Every pod of the plan keeps to the basics of the Pod Security standard "restricted". The whole standard is enforced by the API server
#   through the label of the namespace; this rule says it before anything is written, and says which line to change. Judged are the pods
#   that the plan itself holds. What Argo CD deploys comes from a repository and is not in the plan: the API server judges it.
# custom:
#   id: pods.restricted
#   severity: deny
#   owner: group:default/platform-team
#   docs: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
package cairn.environments.rules.pods_restricted

import data.cairn.environments.plan

about := rego.metadata.chain()[1].annotations

volume_types := {
	"configMap",
	"csi",
	"downwardAPI",
	"emptyDir",
	"ephemeral",
	"image",
	"persistentVolumeClaim",
	"projected",
	"secret",
}

findings contains finding(pod, sprintf("/%s", [field]), sprintf("would use the %s of its node", [what]), sprintf("Remove %s.", [field])) if {
	some pod in plan.pods
	some field, what in {"hostNetwork": "network", "hostPID": "processes", "hostIPC": "shared memory"}
	object.get(pod.spec, field, false) != false
}

findings contains finding(pod, sprintf("/volumes/%d", [index]), sprintf("mounts a volume of type %s", [type]), "Use a volume of another type, for example emptyDir or persistentVolumeClaim.") if {
	some pod in plan.pods
	some index, volume in pod.spec.volumes
	some type, _ in volume
	not type in ({"name"} | volume_types)
}

findings contains finding(container, "/securityContext/privileged", "is privileged", "Remove privileged.") if {
	some container in plan.containers
	object.get(container.spec, ["securityContext", "privileged"], false) != false
}

findings contains finding(container, "/securityContext/allowPrivilegeEscalation", "may gain more rights than it starts with", "Set securityContext.allowPrivilegeEscalation to false.") if {
	some container in plan.containers
	object.get(container.spec, ["securityContext", "allowPrivilegeEscalation"], true) != false
}

findings contains finding(container, "/securityContext/capabilities/drop", "keeps Linux capabilities", "Set securityContext.capabilities.drop to [ALL].") if {
	some container in plan.containers
	not "ALL" in object.get(container.spec, ["securityContext", "capabilities", "drop"], [])
}

findings contains finding(container, "/securityContext/capabilities/add", sprintf("adds the Linux capability %s", [added]), sprintf("Remove %s from securityContext.capabilities.add.", [added])) if {
	some container in plan.containers
	some added in container.spec.securityContext.capabilities.add
	added != "NET_BIND_SERVICE"
}

findings contains finding(container, "/securityContext/runAsNonRoot", "may run as root", "Set securityContext.runAsNonRoot to true.") if {
	some container in plan.containers
	effective(container, "runAsNonRoot", false) != true
}

findings contains finding(container, "/securityContext/runAsUser", "runs as root (user 0)", "Set securityContext.runAsUser to another user, or remove it.") if {
	some container in plan.containers
	effective(container, "runAsUser", 1) == 0
}

findings contains finding(container, "/securityContext/seccompProfile", "may make any system call", "Set securityContext.seccompProfile.type to RuntimeDefault.") if {
	some container in plan.containers
	profile := effective(container, "seccompProfile", {})
	not object.get(profile, "type", "") in {"RuntimeDefault", "Localhost"}
}

findings contains finding(container, sprintf("/ports/%d/hostPort", [index]), sprintf("takes port %v of its node", [port.hostPort]), "Remove hostPort.") if {
	some container in plan.containers
	some index, port in container.spec.ports
	port.hostPort != 0
}

# The container's own setting wins over its pod's.
effective(container, field, otherwise) := object.get(
	container.spec,
	["securityContext", field],
	object.get(container.pod, ["securityContext", field], otherwise),
)

finding(subject, path, what, fix) := {
	"message": sprintf("%s %s.", [named(subject), what]),
	"resource": subject.resource,
	"path": sprintf("%s%s", [subject.path, path]),
	"fix": {"text": fix},
}

named(subject) := sprintf("The container %s of %s", [subject.name, subject.resource]) if subject.name

named(subject) := sprintf("The pod of %s", [subject.resource]) if not subject.name
