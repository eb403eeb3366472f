import type { KubernetesClient } from '@cairn/plugin-clusters-node';
import type { ResourceRef } from '@cairn/plugin-environments-common';
import {
  OWNERSHIP_LABELS,
  type EffectContext,
} from '@cairn/plugin-environments-node';
import type { ApplicationChildren } from './ApplicationChildren';
import { followObject } from './followObject';
import type { Wanted } from './operations';
import { StepDeployment } from './StepDeployment';

const WAIT_MS = 300_000;

/**
 * Has Argo CD deploy an application, once per step, and waits until what runs is what was asked for. An operation is set by a
 * patch that fails while another one runs: one set by other means can vanish, or run twice.
 */
export class ApplicationSync {
  readonly #children: ApplicationChildren;
  readonly #timeoutMs: number;

  constructor(options: { children: ApplicationChildren; timeoutMs?: number }) {
    this.#children = options.children;
    this.#timeoutMs = options.timeoutMs ?? WAIT_MS;
  }

  /**
   * @param wanted.revision - The commit that the plan named. Default: what the application's revision means now.
   * @param client - Its writes say which worker they are of.
   * @throws ConflictError where the application is another one or gone, or Argo CD says that deploying failed.
   * @throws ServiceUnavailableError where it is not there in time.
   */
  async sync(
    ref: ResourceRef,
    wanted: Wanted,
    client: KubernetesClient,
    context: EffectContext,
  ): Promise<void> {
    const children = this.#children;
    const deployment = new StepDeployment({
      client,
      children,
      ref,
      wanted,
      context,
    });
    await followObject(
      client,
      ref,
      (live, look) => deployment.look(live, look),
      {
        what: `Argo CD to deploy ${ref.name}`,
        labelSelector: `${OWNERSHIP_LABELS.environment}=${context.environmentId}`,
        timeoutMs: this.#timeoutMs,
        signal: context.signal,
        progress: context.progress,
      },
    );
  }
}
