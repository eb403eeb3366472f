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
 * What runs themselves pushed. As with GitHub's own token, that starts no pipeline: one that pushes would never end
 * otherwise.
 */
export class OwnPushes {
  readonly #expected = new Set<string>();

  expect(movement: Movement): void {
    this.#expected.add(keyOf(movement));
    const [oldest] = this.#expected;
    if (oldest !== undefined && this.#expected.size > MAX_KEPT) {
      this.#expected.delete(oldest);
    }
  }

  /** Whether a run did it. Asked once for each. */
  take(movement: Movement): boolean {
    return this.#expected.delete(keyOf(movement));
  }
}

function keyOf({ repository, ref, sha }: Movement): string {
  // Names of repositories hold no spaces, and references neither.
  return `${repository.toLowerCase()} ${ref} ${sha}`;
}
