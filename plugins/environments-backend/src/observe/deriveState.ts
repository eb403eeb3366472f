import type { EnvironmentState } from '@cairn/plugin-environments-common';
import type { ObservedState } from '../store/EnvironmentsStore';
import { conditionsOf, type Finding } from './conditions';
import {
  brokenOf,
  failureOf,
  findingsOf,
  type Facts,
  type Findings,
} from './findings';

/**
 * What is to be said of an environment after it was looked at.
 *
 * One state of several that are true, in this order: what cannot be known (`Unknown`); what was asked for and did not happen
 * (`Failed`); what does not work (`Degraded`); what moves by itself (`Provisioning`); what somebody should decide on
 * (`Drifted`, then `Expiring`); what is as it should be (`Hibernated`, `Ready`). The conditions say all of them. A run that
 * is under way says how the environment is by itself, so that this is not asked meanwhile.
 */
export function deriveState(facts: Facts): Omit<ObservedState, 'observedAt'> {
  const at = facts.now.toISOString();
  const { environment } = facts;
  const findings = findingsOf(facts);
  const [state, { message: reason }] =
    order(facts, findings).find(([, { status }]) => status === 'True') ??
    (['Unknown', findings.Ready] as const);
  return {
    state,
    reason,
    since: state === environment.state ? environment.since : at,
    conditions: conditionsOf(findings, environment, at),
  };
}

function order(
  facts: Facts,
  found: Findings,
): Array<readonly [EnvironmentState, Finding]> {
  const { environment, resources } = facts;
  const failed = failureOf(environment);
  const broken = brokenOf(resources);
  return [
    ['Unknown', when(found.Reachable.status !== 'True', found.Reachable)],
    ['Failed', when(failed !== undefined, { message: failed ?? '' })],
    ['Degraded', when(broken !== undefined, { message: broken ?? '' })],
    ['Provisioning', found.Progressing],
    ['Drifted', found.Drifted],
    ['Expiring', found.Expiring],
    ['Hibernated', found.Hibernated],
    ['Ready', found.Ready],
  ];
}

function when(isTrue: boolean, { message }: Pick<Finding, 'message'>): Finding {
  return { status: isTrue ? 'True' : 'False', reason: '', message };
}
