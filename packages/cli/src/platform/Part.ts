import type { LocalPlatformStatus } from '@cairn/plugin-platform-common';

/** Programs that are found or built, one at a time, before the parts that need them start. */
export type ToolName =
  | 'etcd'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'kubectl'
  | 'kwok'
  | 'kustomize'
  | 'helm'
  | 'opa'
  | 'argocd'
  | 'redis'
  | 'gitea'
  | 'act';

/** What a part can use. Everything is known before it starts; paths need not exist yet. */
export interface PartContext {
  /** The checkout. Absolute, may hold spaces. */
  root: string;
  /** The state folder (`.cairn`), absolute. */
  state: string;
  /** Ports by name, for example `portal`, `identity`, `git`, `opa`, `apiserver`. */
  ports: Readonly<Record<PortName, number>>;
  /** Path of a program; rejects with what to do where it can neither be found nor built. */
  tool(name: ToolName): Promise<string>;
  /**
   * Folder of the files that come with a tool's module and are needed at run time, copied out of the module so that
   * nothing depends on Go's module cache later: `kwok` → `kustomize/`, `argocd` → `manifests/`, `gitea` → `templates/`,
   * `options/`, `public/` and `web_src/css/`. Rejects with what to do where they cannot be had.
   */
  assets(name: ToolName): Promise<string>;
  /** A line for `logs/NAME.log` of this part and, in the foreground, the step's live line. */
  log(line: string): void;
  /** Live text of what it is doing, for the terminal and the Platform page. */
  progress(step: string, fraction?: number, remainingSeconds?: number): void;
  /** Aborts when the platform stops. */
  signal: AbortSignal;
}

export type PortName =
  | 'portal'
  | 'identity'
  | 'git'
  | 'opa'
  | 'apiserver'
  | 'etcd'
  | 'etcdPeer'
  | 'controllerManager'
  | 'scheduler'
  | 'kwok'
  | 'argocdServer'
  | 'argocdRepoServer'
  | 'argocdRepoServerMetrics'
  | 'argocdControllerMetrics'
  | 'redis'
  | 'argocdServerMetrics'
  | 'opaDiagnostics'
  | 'pipelineRunner';

/** A process to keep running. */
export interface ProcessSpec {
  command: string;
  args: string[];
  /** Added to a small, fixed base environment (PATH, HOME, LANG), not to the caller's. */
  env?: Record<string, string>;
  cwd?: string;
}

/** What a part that can be used says of itself. */
export interface ProbeAnswer {
  version?: string;
  /** It can be used, but something about it is wrong; shown as its reason. */
  warning?: string;
}

/** One part of the local platform: a supervised process, a step that is done once, or both. */
export interface Part {
  /** Unique; names the log file. */
  name: string;
  title: string;
  /** Id of the dependency on the Platform page that it belongs to. */
  dependency?: string;
  /** Parts that must be ready first. */
  needs: string[];
  /** Programs that must be there first; while they are built the part is `building`. */
  tools: ToolName[];
  /** Ports it will listen on: checked to be free before it starts. */
  ports: PortName[];
  /** Makes files and credentials; run before each start of the process, so it must be repeatable. */
  prepare?(context: PartContext): Promise<void>;
  /** Absent: nothing keeps running, `setUp` is the part. */
  process?(context: PartContext): Promise<ProcessSpec>;
  /** Resolves when it can be used, with its version where it tells one; rejects while not. Asked again and again until then, and afterwards to see that it still answers. */
  probe?(context: PartContext): Promise<ProbeAnswer>;
  /** What `setUp` makes in the cluster, a line each; shown and asked for before an existing cluster is touched (`up --kubeconfig`). */
  installs?(root: string): Promise<readonly string[]>;
  /** What must be in place before others may use it, for example objects in the cluster. Run once after it became ready for the first time in an `up`; must be repeatable, and cheap when nothing changed. */
  setUp?(context: PartContext): Promise<void>;
}

/** State of one part, as `status.json` tells it. */
export type PartStatus = LocalPlatformStatus['components'][number];
