/** Pushes that are remembered until the Git host tells of them. */
const MAX_KEPT = 1000;

/** Where a branch was moved to. */
export interface Movement {
  /** `owner/name`. */
  repository: string;
  /** In full: `refs/heads/main`. */
  ref: string;
  sha: string;
}

/**
 * Pushes that start nothing when the Git host tells of them: what runs themselves pushed, as with GitHub's own token (one
 * that pushes would never end otherwise), and what was found to have been missed.
 */
export class SettledPushes {
  readonly #settled = new Set<string>();

  add(movement: Movement): void {
    this.#settled.add(keyOf(movement));
    const [oldest] = this.#settled;
    if (oldest !== undefined && this.#settled.size > MAX_KEPT) {
      this.#settled.delete(oldest);
    }
  }

  /** Whether it is one. Answered with yes once for each. */
  take(movement: Movement): boolean {
    return this.#settled.delete(keyOf(movement));
  }
}

function keyOf({ repository, ref, sha }: Movement): string {
  // Names of repositories hold no spaces, and references neither.
  return `${repository.toLowerCase()} ${ref} ${sha}`;
}
