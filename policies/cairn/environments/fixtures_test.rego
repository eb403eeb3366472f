package cairn.environments_test.fixtures

# A request that breaks no rule; the tests change one thing in it.
request := {
	"version": 1,
	"action": "create",
	"subject": {
		"user": "user:default/amara.okafor",
		"groups": ["group:default/checkout-team"],
		"agent": false,
	},
	"class": {
		"name": "sandbox",
		"version": "sha256:0",
		"owner": "group:default/platform-team",
		"lifecycle": {"ttlHours": 72, "production": false},
		"budget": {"monthlyMicros": 50000000, "currency": "USD"},
	},
	"environment": {
		"name": "cart-preview",
		"namespace": "env-cart-preview",
		"owner": "group:default/checkout-team",
	},
	"parameters": {},
	"changes": guard_rails,
	"cost": {"monthlyMicros": 20000000, "currency": "USD"},
	"catalog": {"ownerExists": true},
}

guard_rails := [change(namespace), change(quota), change(limits), change(network_policy)]

namespace := {
	"apiVersion": "v1",
	"kind": "Namespace",
	"metadata": {
		"name": "env-cart-preview",
		"labels": {"pod-security.kubernetes.io/enforce": "restricted"},
	},
}

quota := {
	"apiVersion": "v1",
	"kind": "ResourceQuota",
	"metadata": {"name": "quota", "namespace": "env-cart-preview"},
	"spec": {"hard": {"limits.cpu": "2", "limits.memory": "2Gi"}},
}

limits := {
	"apiVersion": "v1",
	"kind": "LimitRange",
	"metadata": {"name": "limits", "namespace": "env-cart-preview"},
	"spec": {"limits": [{"type": "Container", "default": {"cpu": "250m", "memory": "256Mi"}}]},
}

network_policy := {
	"apiVersion": "networking.k8s.io/v1",
	"kind": "NetworkPolicy",
	"metadata": {"name": "default", "namespace": "env-cart-preview"},
	"spec": {"podSelector": {}, "policyTypes": ["Ingress"]},
}

container := {
	"name": "web",
	"image": "registry.larkfield.example/shop/cart-api:1.4.2",
	"securityContext": {
		"allowPrivilegeEscalation": false,
		"capabilities": {"drop": ["ALL"]},
		"runAsNonRoot": true,
		"seccompProfile": {"type": "RuntimeDefault"},
	},
}

pod := {
	"apiVersion": "v1",
	"kind": "Pod",
	"metadata": {"name": "web", "namespace": "env-cart-preview"},
	"spec": {"containers": [container]},
}

change(object) := {
	"component": "namespace",
	"engine": "kubernetes",
	"operation": "create",
	"resource": ref(object),
	"object": object,
}

ref(object) := {
	"apiVersion": object.apiVersion,
	"kind": object.kind,
	"name": object.metadata.name,
}

# The request with the value at a path replaced, added or removed.
with_value(path, value) := json.patch(request, [{"op": "add", "path": path, "value": value}])

without(path) := json.patch(request, [{"op": "remove", "path": path}])

# The request with one more object in its plan.
with_object(added) := object.union(request, {"changes": array.concat(guard_rails, [change(added)])})

# The request with an object of its plan changed.
with_patched(index, patch) := json.patch(request, [object.union(operation, {"path": path}) |
	some operation in patch
	path := sprintf("/changes/%d/object%s", [index, operation.path])
])

# The request with a pod whose specification is changed.
with_pod(patch) := with_object(json.patch(pod, patch))
