import type { ToolName } from '../platform/Part';

/** A program of the local platform: where it comes from, how it is built, how its version is asked. */
export interface ToolDefinition {
  name: ToolName;
  /** Folder below `platform/` that holds the pinning go.mod. */
  folder: 'kubernetes' | 'opa' | 'argocd' | 'gitea' | 'redis' | 'act';
  /** What is built. */
  package: string;
  /** Module whose pinned version is the tool's version. */
  module: string;
  /** Linker flags after `-s -w`. */
  ldflags?: string;
  tags?: string;
  /** Needs a C compiler. */
  cgo?: boolean;
  /** Seconds of a cold build in this order, measured on two cores; corrected by what a run measures. */
  referenceSeconds: number;
  /** How a program found on PATH is asked for its version; absent: PATH is not looked at. */
  versionArgs?: readonly string[];
  /** Also looked for in `KUBEBUILDER_ASSETS`. */
  kubebuilder?: boolean;
  /** Folders of `module` that are needed at run time. */
  assets?: readonly string[];
}

const KUBERNETES_VERSION_FLAGS =
  '-X k8s.io/component-base/version.gitVersion=v1.36.3 -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=36';

const GITEA_TAGS = 'sqlite sqlite_unlock_notify';

function kubernetesCommand(
  name: ToolName,
  referenceSeconds: number,
  versionArgs: readonly string[],
): ToolDefinition {
  return {
    name,
    folder: 'kubernetes',
    package: `k8s.io/kubernetes/cmd/${name}`,
    module: 'k8s.io/kubernetes',
    ldflags: KUBERNETES_VERSION_FLAGS,
    referenceSeconds,
    versionArgs,
    kubebuilder: true,
  };
}

/** All programs, in the order in which building them makes the portal useful soonest. */
export const TOOLS: readonly ToolDefinition[] = [
  {
    name: 'etcd',
    folder: 'kubernetes',
    package: 'go.etcd.io/etcd/server/v3',
    module: 'go.etcd.io/etcd/server/v3',
    ldflags: KUBERNETES_VERSION_FLAGS,
    referenceSeconds: 60,
    versionArgs: ['--version'],
    kubebuilder: true,
  },
  kubernetesCommand('kube-apiserver', 160, ['--version']),
  kubernetesCommand('kube-controller-manager', 50, ['--version']),
  kubernetesCommand('kube-scheduler', 5, ['--version']),
  kubernetesCommand('kubectl', 18, ['version', '--client']),
  {
    name: 'kwok',
    folder: 'kubernetes',
    package: 'sigs.k8s.io/kwok/cmd/kwok',
    module: 'sigs.k8s.io/kwok',
    ldflags: KUBERNETES_VERSION_FLAGS,
    referenceSeconds: 10,
    versionArgs: ['--version'],
    assets: ['kustomize'],
  },
  {
    name: 'opa',
    folder: 'opa',
    package: 'github.com/open-policy-agent/opa',
    module: 'github.com/open-policy-agent/opa',
    referenceSeconds: 57,
    versionArgs: ['version'],
  },
  {
    name: 'kustomize',
    folder: 'kubernetes',
    package: 'sigs.k8s.io/kustomize/kustomize/v5',
    module: 'sigs.k8s.io/kustomize/kustomize/v5',
    ldflags: KUBERNETES_VERSION_FLAGS,
    referenceSeconds: 3,
    versionArgs: ['version'],
  },
  {
    name: 'helm',
    folder: 'kubernetes',
    package: 'helm.sh/helm/v3/cmd/helm',
    module: 'helm.sh/helm/v3',
    ldflags: KUBERNETES_VERSION_FLAGS,
    referenceSeconds: 12,
    versionArgs: ['version', '--short'],
  },
  {
    name: 'redis',
    folder: 'redis',
    package: 'cairn.dev/platform/redis',
    module: 'github.com/alicebob/miniredis/v2',
    referenceSeconds: 3,
  },
  {
    name: 'argocd',
    folder: 'argocd',
    package: 'github.com/argoproj/argo-cd/v3/cmd',
    module: 'github.com/argoproj/argo-cd/v3',
    ldflags: '-X github.com/argoproj/argo-cd/v3/common.version=3.2.11',
    referenceSeconds: 240,
    versionArgs: ['version', '--client', '--short'],
    assets: ['manifests'],
  },
  {
    name: 'gitea',
    folder: 'gitea',
    package: 'code.gitea.io/gitea',
    module: 'code.gitea.io/gitea',
    ldflags: `-X main.Version=1.26.0 -X "main.Tags=${GITEA_TAGS}"`,
    tags: GITEA_TAGS,
    cgo: true,
    referenceSeconds: 220,
    versionArgs: ['--version'],
    assets: ['templates', 'options', 'public', 'web_src/css'],
  },
  {
    name: 'act',
    folder: 'act',
    package: 'github.com/nektos/act',
    module: 'github.com/nektos/act',
    referenceSeconds: 35,
    versionArgs: ['--version'],
  },
];

/** The definition of a program. */
export function toolDefinition(name: ToolName): ToolDefinition {
  const found = TOOLS.find(tool => tool.name === name);
  if (!found) {
    throw new Error(`There is no tool named "${name}".`);
  }
  return found;
}
