/** A rule of the bundle, from its METADATA annotations. */
export interface PolicyRule {
  id: string;
  title: string;
  description: string;
  severity: 'deny' | 'approve' | 'warn';
  /** Entity ref of the group that keeps it. */
  owner?: string;
  docs?: string;
  /** Path of the Rego file inside the bundle. */
  source: string;
}

/** What `GET /api/policy/v1/rules` answers: the rules of the bundle that is active now. */
export interface PolicyRules {
  /** Of the bundle; what a plan's verdict names too. */
  revision: string;
  /** By id. */
  items: PolicyRule[];
}

/** What `GET /api/policy/v1/status` answers. */
export interface PolicyStatus {
  /** RFC 3339, UTC. */
  time: string;
  /** `degraded`: it decides, but a newer bundle could not be activated. `down`: it does not decide, so nothing is allowed. */
  state: 'ok' | 'degraded' | 'down' | 'off';
  /** Why; always there unless `ok`. */
  reason?: string;
  /** Of OPA; absent where it does not answer. */
  version?: string;
  /** Of the active bundle; absent where there is none. */
  revision?: string;
  /** Ids that every verdict must name. */
  rules: string[];
}
