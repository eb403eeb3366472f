import { join } from 'node:path';
import { kubeconfigPath } from '../cluster/layout';
import type { PartContext } from '../platform/Part';
import { runProgram, tryProgram } from './runProgram';

/** Name under which the local platform's own objects are applied. */
const FIELD_MANAGER = 'cairn-platform';

/** Name for files of others that ours add to: what one name applied before and leaves out now would be removed. */
const MANIFESTS_FIELD_MANAGER = 'cairn-platform-manifests';

/** kubectl as the cluster's administrator: puts in place what the platform itself needs. Never used for a person's request. */
export class Kubectl {
  readonly #command: string;
  readonly #context: PartContext;

  private constructor(command: string, context: PartContext) {
    this.#command = command;
    this.#context = context;
  }

  static async of(context: PartContext): Promise<Kubectl> {
    return new Kubectl(await context.tool('kubectl'), context);
  }

  /** Runs it and answers with its output. */
  run(args: string[], input?: string): Promise<string> {
    return runProgram(this.#program(args, input));
  }

  /** Runs it and answers with its output, or `undefined` where it failed. */
  async attempt(args: string[]): Promise<string | undefined> {
    const { code, stdout } = await tryProgram(this.#program(args));
    return code === 0 ? stdout : undefined;
  }

  /** Makes objects as they stand in files or folders of YAML. Fields that others set stay; conflicts are ours. */
  async applyFiles(...paths: string[]): Promise<void> {
    await this.#apply(paths.flatMap(path => ['--filename', path]));
  }

  /** The same for files that leave the namespace to whoever applies them. */
  async applyManifests(namespace: string, paths: string[]): Promise<void> {
    await this.#apply(
      [
        `--namespace=${namespace}`,
        ...paths.flatMap(path => ['--filename', path]),
      ],
      { fieldManager: MANIFESTS_FIELD_MANAGER },
    );
  }

  /** Makes an object as given. */
  async applyObject(object: object): Promise<void> {
    await this.#apply(['--filename', '-'], { input: JSON.stringify(object) });
  }

  async #apply(
    source: string[],
    options: { input?: string; fieldManager?: string } = {},
  ): Promise<void> {
    await this.run(
      [
        'apply',
        '--server-side',
        '--force-conflicts',
        `--field-manager=${options.fieldManager ?? FIELD_MANAGER}`,
        ...source,
      ],
      options.input,
    );
  }

  #program(args: string[], input?: string) {
    return {
      command: this.#command,
      args: [...args],
      env: {
        KUBECONFIG: kubeconfigPath(this.#context.state, 'admin'),
        // What the API server offers changes while it is set up; a person's own cache stays out of it too.
        KUBECACHEDIR: join(this.#context.state, 'data', 'kubectl'),
      },
      input,
      signal: this.#context.signal,
    };
  }
}
