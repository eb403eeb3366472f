import type { ResourceRef } from '@cairn/plugin-environments-common';

/** The command that shows an object of the cluster as YAML. */
export function getYamlCommand(ref: ResourceRef): string {
  const group = ref.apiVersion.includes('/')
    ? `.${ref.apiVersion.split('/')[0]}`
    : '';
  const where = ref.namespace ? ` -n ${ref.namespace}` : '';
  return `./cairn kubectl get ${ref.kind.toLocaleLowerCase('en-US')}${group}/${
    ref.name
  }${where} -o yaml`;
}
