package cairn.manifests_test.fixtures

# Manifests that break no rule; the tests change one thing in them.
request := {"version": 1, "source": "larkfield/cart-api deploy/overlays/dev", "objects": [entry(deployment), entry(service), entry(network_policy)]}

entry(object) := {"path": "deploy/overlays/dev", "object": object}

labels := {"app.kubernetes.io/name": "cart-api", "backstage.io/kubernetes-id": "cart-api"}

deployment := {
	"apiVersion": "apps/v1",
	"kind": "Deployment",
	"metadata": {"name": "cart-api", "labels": labels},
	"spec": {
		"selector": {"matchLabels": {"app.kubernetes.io/name": "cart-api"}},
		"template": {
			"metadata": {"labels": labels},
			"spec": {
				"securityContext": {"runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}},
				"containers": [{
					"name": "cart-api",
					"image": "registry.larkfield.example/cart-api:1.4.2",
					"resources": {
						"requests": {"cpu": "50m", "memory": "64Mi"},
						"limits": {"cpu": "250m", "memory": "128Mi"},
					},
					"readinessProbe": {"httpGet": {"path": "/readyz", "port": "http"}},
					"livenessProbe": {"httpGet": {"path": "/healthz", "port": "http"}},
					"securityContext": {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}},
				}],
			},
		},
	},
}

service := {
	"apiVersion": "v1",
	"kind": "Service",
	"metadata": {"name": "cart-api", "labels": labels},
	"spec": {"ports": [{"name": "http", "port": 8080}]},
}

network_policy := {
	"apiVersion": "networking.k8s.io/v1",
	"kind": "NetworkPolicy",
	"metadata": {"name": "cart-api", "labels": labels},
	"spec": {"podSelector": {"matchLabels": {"app.kubernetes.io/name": "cart-api"}}, "policyTypes": ["Ingress"]},
}

container := "/objects/0/object/spec/template/spec/containers/0"

# The request with the value at a path replaced, added or removed.
with_value(path, value) := json.patch(request, [{"op": "add", "path": path, "value": value}])

without(path) := json.patch(request, [{"op": "remove", "path": path}])

# The request with one more object.
with_object(added) := object.union(request, {"objects": array.concat(request.objects, [entry(added)])})
