import { join } from 'node:path';
import { kubeconfigPath } from '../cluster/layout';
import type { PartContext } from '../platform/Part';
import { runProgram, tryProgram } from './runProgram';

/** Name under which the local platform's own objects are applied. */
const FIELD_MANAGER = 'cairn-platform';

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

  /** Makes an object as given. */
  async applyObject(object: object): Promise<void> {
    await this.#apply(['--filename', '-'], JSON.stringify(object));
  }

  async #apply(source: string[], input?: string): Promise<void> {
    await this.run(
      [
        'apply',
        '--server-side',
        '--force-conflicts',
        `--field-manager=${FIELD_MANAGER}`,
        ...source,
      ],
      input,
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
