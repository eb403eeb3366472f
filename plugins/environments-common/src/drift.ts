import type { FieldChange, ResourceRef } from './plan';

/** A field that is not as the plan made it. `before` is what was planned, `after` what is live; redacted. */
export interface DriftedField extends FieldChange {
  /** Field manager that set it, from `metadata.managedFields`; absent where nobody owns it, for example because it is gone. */
  manager?: string;
  /** RFC 3339, UTC, as the API server has it. */
  changedAt?: string;
}

export interface DriftedResource {
  component: string;
  ref: ResourceRef;
  /** `replaced`: another object has its name. */
  kind: 'changed' | 'missing' | 'replaced';
  /** One sentence. */
  message: string;
  fields: DriftedField[];
}

/** The difference between what the plan made and what is live. */
export interface Drift {
  /** RFC 3339, UTC: when it was looked at; absent: not yet. */
  observedAt?: string;
  resources: DriftedResource[];
  /** What could not be compared, and why. */
  unknown: Array<{ ref: ResourceRef; message: string }>;
  /**
   * Parameters with which the class makes what is live now, where there are any: accept the drift by an `update` with them.
   * `covers` is how many of the drifted fields would be gone then, of `of`.
   */
  accept?: { parameters: Record<string, unknown>; covers: number; of: number };
}
