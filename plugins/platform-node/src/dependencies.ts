/** What a probe found. A probe that throws means `down`, with the error's message (redacted) as the reason. */
export interface ProbeResult {
  state: 'ok' | 'degraded' | 'building' | 'starting' | 'off';
  version?: string;
  /** Required unless `ok`. */
  reason?: string;
  action?: string;
  /** What a person should know though nothing is wrong. */
  notes?: string[];
}

/** Something outside the portal that a plugin needs. */
export interface PlatformDependency {
  /** Unique, for example `cluster:local`. */
  id: string;
  title: string;
  description: string;
  /** What does not work without it, as a person would say it, for example `New environments`. */
  neededFor: string[];
  /** What to do where it does not answer and the probe says nothing better, in a sentence. */
  remedy?: string;
  /** Asked every few seconds with a deadline; must not write anything. */
  probe(options: { signal: AbortSignal }): Promise<ProbeResult>;
}

/** Where every backend plugin says what it depends on. */
export interface PlatformDependencies {
  /**
   * Adds a dependency. Several plugins may add the same id: the first probe is used, `neededFor` is joined.
   */
  register(dependency: PlatformDependency): void;
  /** All that were registered so far. */
  list(): PlatformDependency[];
}
