/** Rows as the migrations make them. Times are RFC 3339 text in UTC; JSON is text. */
export interface EnvironmentRow {
  id: string;
  name: string;
  live_name: string | null;
  title: string;
  owner: string;
  class_name: string;
  class_version: string;
  class_facts: string;
  cluster: string;
  namespace: string;
  parameters: string;
  state: string;
  reason: string;
  since: string;
  conditions: string;
  observed_at: string | null;
  outputs: string;
  created_at: string;
  created_by: string;
  expires_at: string | null;
  mode: string;
  cluster_identity: string | null;
  renewals_used: number;
  last_activity_at: string;
  asleep_because: string | null;
  lease_problem: string | null;
  destroyed_at: string | null;
  last_run_id: string | null;
}

export interface PlanRow {
  digest: string;
  environment_id: string;
  owner: string;
  plan: string;
  sealed: string | null;
  context: string | null;
  subject: string | null;
  created_at: string;
  expires_at: string;
  requested_by: string;
}

export interface RunRow {
  id: string;
  environment_id: string;
  digest: string;
  action: string;
  state: string;
  message: string;
  owner: string;
  cluster: string;
  attempt: number;
  fence: number;
  lease_holder: string | null;
  lease_until: number | null;
  cancel_requested_by: string | null;
  cluster_identities: string | null;
  started_by: string;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

export interface RunStepRow {
  run_id: string;
  idx: number;
  position: number;
  operation_id: string;
  component: string;
  engine: string;
  operation: string;
  ref: string;
  ref_key: string;
  live_uid: string | null;
  tries: number;
  state: string;
  message: string | null;
  started_at: string | null;
  finished_at: string | null;
}

export interface InventoryRow {
  id: string;
  seq: number;
  environment_id: string;
  component: string;
  engine: string;
  ref: string;
  ref_key: string;
  uid: string;
  cluster_identity: string | null;
  parent_id: string | null;
  created_at: string;
  gone_at: string | null;
  status: string | null;
  message: string | null;
  observed_at: string | null;
  links: string | null;
  mark: string | null;
  children_mark: string | null;
}

export interface DriftRow {
  environment_id: string;
  observed_at: string;
  resources: number;
  unknown: number;
  summary: string;
  drift: string;
}

export interface ClassVersionRow {
  version: string;
  name: string;
  definition: string;
  sources: string;
  location: string;
  created_at: string;
}

export interface LedgerRow {
  sequence: number;
  at: string;
  kind: string;
  actor: string;
  environment_id: string | null;
  environment: string | null;
  digest: string | null;
  run: string | null;
  summary: string;
  data: string | null;
  previous: string;
  hash: string;
}

export interface ApprovalRow {
  id: string;
  digest: string;
  environment_id: string;
  environment: string;
  owner: string;
  class_name: string;
  action: string;
  state: string;
  reason: string;
  differences: string | null;
  round: number;
  requested_by: string;
  planned_by: string;
  agent: boolean | number;
  note: string | null;
  summary: string;
  price: string | null;
  needed: string;
  last_digest: string | null;
  created_at: string;
  updated_at: string;
  expires_at: string;
}

export interface ApprovalApproverRow {
  approval_id: string;
  need: number;
  approver: string;
  four_eyes: boolean | number;
  covered: boolean | number;
}

export interface ApprovalDecisionRow {
  id: string;
  approval_id: string;
  round: number;
  position: number;
  decision: string;
  decided_by: string;
  needs: string;
  reason: string | null;
  decided_at: string;
  withdrawn_at: string | null;
}

export interface LedgerHeadRow {
  id: number;
  sequence: number;
  hash: string;
  installation: string;
}

export interface LedgerAnchorRow {
  place: string;
  sequence: number;
  hash: string;
  at: string;
}

export interface ReceiptRow {
  id: string;
  environment_id: string;
  environment: string;
  run: string;
  receipt: string;
  ledger_sequence: number;
  head_sequence: number;
  head_hash: string;
  finished_at: string;
}

export interface OrphanRow {
  key: string;
  cluster: string;
  kind: string;
  ref: string;
  uid: string;
  engine: string;
  environment_id: string;
  environment: string | null;
  first_seen_at: string;
  listed_at: string | null;
  /** SQLite has no booleans. */
  destroyable: boolean | number;
  message: string;
}
