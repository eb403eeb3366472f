import type {
  AppliedPlan,
  Approval,
  ApprovalPage,
  Condition,
  Drift,
  Environment,
  EnvironmentClassSummary,
  EnvironmentInventory,
  EnvironmentPage,
  EnvironmentQuery,
  FieldProblem,
  LedgerEntry,
  LedgerPage,
  LedgerVerification,
  ObservedResource,
  Orphan,
  Plan,
  PlannedChange,
  PlanRequest,
  Receipt,
  ResourceRef,
  Run,
  RunStep,
  RunSummary,
  UpgradeSummary,
} from '..';
import type { Verdict } from '@cairn/plugin-policy-common';
import type { components, operations } from './openapi';

type Schemas = components['schemas'];
type Query = NonNullable<operations['listEnvironments']['parameters']['query']>;

/** `true` where each can stand for the other and both have the same fields, optional ones included. */
type Same<A, B> = [A, keyof A] extends [B, keyof B]
  ? [B, keyof B] extends [A, keyof A]
    ? true
    : false
  : false;

// The compiler is the test: a type that differs from the contract in openapi.yaml makes one of these `false`.
const same: {
  appliedPlan: Same<AppliedPlan, Schemas['AppliedPlan']>;
  approval: Same<Approval, Schemas['Approval']>;
  approvalPage: Same<ApprovalPage, Schemas['ApprovalPage']>;
  drift: Same<Drift, Schemas['Drift']>;
  ledgerEntry: Same<LedgerEntry, Schemas['LedgerEntry']>;
  ledgerPage: Same<LedgerPage, Schemas['LedgerPage']>;
  orphan: Same<Orphan, Schemas['Orphan']>;
  receipt: Same<Receipt, Schemas['Receipt']>;
  upgrades: Same<UpgradeSummary, Schemas['UpgradeSummary']>;
  verification: Same<LedgerVerification, Schemas['LedgerVerification']>;
  classes: Same<EnvironmentClassSummary, Schemas['EnvironmentClassSummary']>;
  condition: Same<Condition, Schemas['Condition']>;
  environment: Same<Environment, Schemas['Environment']>;
  environmentPage: Same<EnvironmentPage, Schemas['EnvironmentPage']>;
  inventory: Same<EnvironmentInventory, Schemas['EnvironmentInventory']>;
  field: Same<FieldProblem, Schemas['FieldProblem']>;
  plan: Same<Plan, Schemas['Plan']>;
  plannedChange: Same<PlannedChange, Schemas['PlannedChange']>;
  planRequest: Same<PlanRequest, Schemas['PlanRequest']>;
  query: Same<EnvironmentQuery, Query>;
  ref: Same<ResourceRef, Schemas['ResourceRef']>;
  resource: Same<ObservedResource, Schemas['ObservedResource']>;
  run: Same<Run, Schemas['Run']>;
  runStep: Same<RunStep, Schemas['RunStep']>;
  runSummary: Same<RunSummary, Schemas['RunSummary']>;
  verdict: Same<Verdict, Schemas['Verdict']>;
} = {
  appliedPlan: true,
  approval: true,
  approvalPage: true,
  drift: true,
  ledgerEntry: true,
  ledgerPage: true,
  orphan: true,
  receipt: true,
  upgrades: true,
  verification: true,
  classes: true,
  condition: true,
  environment: true,
  environmentPage: true,
  inventory: true,
  field: true,
  plan: true,
  plannedChange: true,
  planRequest: true,
  query: true,
  ref: true,
  resource: true,
  run: true,
  runStep: true,
  runSummary: true,
  verdict: true,
};

// And it can tell a difference.
const different: {
  optional: Same<{ a: string }, { a: string; b?: string }>;
  narrower: Same<{ a: 'x' }, { a: string }>;
} = { optional: false, narrower: false };

describe('types of the API', () => {
  it('are those of openapi.yaml', () => {
    expect(Object.values(same)).not.toContain(false);
    expect(Object.values(different)).not.toContain(true);
  });
});
