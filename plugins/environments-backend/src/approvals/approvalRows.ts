import {
  approvalStates,
  type NeededApproval,
} from '@cairn/plugin-environments-common';
import { z } from 'zod';
import { planActionSchema, readDifferences } from '../store/json';
import type { ApprovalDecisionRow, ApprovalRow } from '../store/rows';
import type { ApprovalRecord, RecordedDecision } from './ApprovalRecord';

const neededSchema: z.ZodType<NeededApproval[]> = z.array(
  z.object({
    rule: z.string(),
    title: z.string(),
    message: z.string(),
    approvers: z.array(z.string()),
    fourEyes: z.boolean(),
  }),
);
const priceSchema = z.object({
  monthlyMicros: z.number(),
  currency: z.string(),
});
const needsSchema = z.array(z.number().int());
const stateSchema = z.enum(approvalStates);
const decisionSchema = z.enum(['approve', 'reject']);

/** @param decisions - of this round and not taken back, in their order */
export function approvalRecord(
  row: ApprovalRow,
  decisions: ApprovalDecisionRow[],
): ApprovalRecord {
  return {
    id: row.id,
    digest: row.digest,
    environmentId: row.environment_id,
    state: stateSchema.parse(row.state),
    reason: row.reason,
    ...(row.differences !== null && {
      differences: readDifferences(row.differences),
    }),
    action: planActionSchema.parse(row.action),
    environment: row.environment,
    owner: row.owner,
    class: row.class_name,
    requestedBy: row.requested_by,
    plannedBy: row.planned_by,
    agent: Boolean(row.agent),
    ...(row.note !== null && { note: row.note }),
    summary: row.summary,
    ...(row.price !== null && {
      price: priceSchema.parse(JSON.parse(row.price)),
    }),
    needed: neededSchema.parse(JSON.parse(row.needed)),
    decisions: decisions.map(recordedDecision),
    ...(row.last_digest !== null && { lastDigest: row.last_digest }),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}

function recordedDecision(row: ApprovalDecisionRow): RecordedDecision {
  return {
    id: row.id,
    decision: decisionSchema.parse(row.decision),
    by: row.decided_by,
    needs: needsSchema.parse(JSON.parse(row.needs)),
    ...(row.reason !== null && { reason: row.reason }),
    at: row.decided_at,
  };
}

/** The columns that say what is asked for; the rest is the store's. */
export function requestColumns(
  record: NewApproval,
): Omit<
  ApprovalRow,
  'id' | 'digest' | 'state' | 'reason' | 'round' | 'created_at' | 'updated_at'
> {
  return {
    environment_id: record.environmentId,
    environment: record.environment,
    owner: record.owner,
    class_name: record.class,
    action: record.action,
    requested_by: record.requestedBy,
    planned_by: record.plannedBy,
    agent: record.agent,
    note: record.note ?? null,
    summary: record.summary,
    price: record.price ? JSON.stringify(record.price) : null,
    needed: JSON.stringify(record.needed),
    last_digest: record.lastDigest ?? null,
    expires_at: record.expiresAt,
    differences: null,
  };
}

/** A request as it is made. */
export type NewApproval = Omit<
  ApprovalRecord,
  'id' | 'state' | 'reason' | 'differences' | 'decisions' | 'createdAt'
>;
