import {
  ClusterFence,
  FenceTooLowError,
  type Clusters,
} from '@cairn/plugin-clusters-node';

/** The newest worker of each environment in the cluster `local`, as a run would be. */
export class Fences {
  readonly #clusters: Clusters;
  readonly #tokens = new Map<string, Promise<number>>();

  constructor(clusters: Clusters) {
    this.#clusters = clusters;
  }

  /** The token of an environment, raised before it is asked for first. */
  of(environmentId: string): Promise<number> {
    const token = this.#tokens.get(environmentId) ?? this.#raise(environmentId);
    this.#tokens.set(environmentId, token);
    return token;
  }

  /** Takes all tokens away. */
  async release(): Promise<void> {
    for (const [environmentId, token] of this.#tokens) {
      await this.#fence.release({ environmentId, token: await token }, {});
    }
    this.#tokens.clear();
  }

  get #fence(): ClusterFence {
    return new ClusterFence(this.#clusters.get('local').writer);
  }

  async #raise(environmentId: string, token: number = 1): Promise<number> {
    try {
      await this.#fence.raise({ environmentId, token }, {});
      return token;
    } catch (error) {
      // Other tests, and a platform's own runs, have had theirs.
      if (error instanceof FenceTooLowError) {
        return this.#raise(environmentId, error.highest + 1);
      }
      throw error;
    }
  }
}
