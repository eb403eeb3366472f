package cairn.environments_test.rules.images_from_allowed_registry

import data.cairn.environments.rules.images_from_allowed_registry as rule
import data.cairn.environments_test.fixtures

image_at := "/spec/containers/0/image"

with_image(image) := fixtures.with_pod([{"op": "replace", "path": image_at, "value": image}])

found(request) := findings if {
	findings := rule.findings with input as request
		with data.cairn.environments.settings.registries as ["registry.larkfield.example", "ghcr.io/larkfield"]
}

test_passes_from_every_allowed_registry if {
	every image in ["registry.larkfield.example/a", "registry.larkfield.example/a/b:1", "ghcr.io/larkfield/a@sha256:0"] {
		found(with_image(image)) == set()
	}
}

test_finds_every_other if {
	every image in ["nginx", "nginx:1", "docker.io/nginx", "ghcr.io/other/a", "registry.larkfield.example.evil.example/a", "registry.larkfield.example:5000/a", "registry.larkfield.example", "ghcr.io/larkfield/../other/a", ""] {
		count(found(with_image(image))) == 1
	}
}

test_says_what_where_and_what_to_do if {
	found(with_image("nginx:1")) == {{
		"message": "The container web of Pod/web runs nginx:1, which is not from an allowed registry.",
		"resource": "Pod/web",
		"path": image_at,
		"fix": {"text": "Use an image from registry.larkfield.example or ghcr.io/larkfield."},
	}}
}

test_names_the_parameter_that_holds_the_image if {
	cases := {
		"nginx:1": "registry.larkfield.example/nginx:1",
		"docker.io/library/nginx:1": "registry.larkfield.example/library/nginx:1",
		"localhost/a": "registry.larkfield.example/a",
		"team/a": "registry.larkfield.example/team/a",
	}
	every image, better in cases {
		request := json.patch(with_image(image), [{"op": "add", "path": "/parameters", "value": {"other": 1, "image": image}}])
		{finding.fix.set | some finding in found(request)} == {{"parameter": "image", "value": better}}
	}
}

test_finds_a_container_without_an_image if {
	{finding.message | some finding in found(fixtures.with_pod([{"op": "remove", "path": image_at}]))} == {"The container web of Pod/web names no image."}
}
