# METADATA
# title: Images are pinned
# description: |
#   Every container names its image by a version or a digest. With `latest`, or without a tag, the same manifest would run something else
#   tomorrow, and nobody could go back to what ran before.
# custom:
#   id: images.pinned
#   severity: deny
#   owner: group:default/platform-team
#   docs: /docs/default/component/cairn/policies/#imagespinned
package cairn.manifests.rules.images_pinned

import data.cairn.manifests.objects

about := rego.metadata.chain()[1].annotations

findings contains {
	"message": sprintf("%s runs %s, which is no particular version.", [objects.named(container), image]),
	"resource": container.resource,
	"path": sprintf("%s/image", [container.path]),
	"fix": {"text": "Name a version as the tag (not latest), or the digest."},
} if {
	some container in objects.containers
	image := container.spec.image
	not pinned(image)
}

pinned(image) if regex.match(`@sha256:[0-9a-f]{64}$`, image)

pinned(image) if {
	not contains(image, "@")
	parts := split(image, "/")
	tag := split(parts[count(parts) - 1], ":")[1]
	not tag in {"", "latest"}
}
