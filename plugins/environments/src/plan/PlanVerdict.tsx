import type { Plan, PlanBlocker } from '@cairn/plugin-environments-common';
import {
  Finding,
  findingsOnRequest,
  type Fix,
  verdictWords,
} from '@cairn/plugin-environments-react';
import { Note } from '@cairn/plugin-portal-react';
import styles from './PlanVerdict.module.css';

const BLOCKERS: Record<PlanBlocker, { title: string; now: string }> = {
  conflict: {
    title: 'Something is in the way',
    now: 'Nothing is taken over, and no data is lost by the way: what is in the way must go first, or something else be asked for.',
  },
  unknown: {
    title: 'Part of the plan cannot be told',
    now: 'What would change could not be computed everywhere. Plan again once that is mended.',
  },
  denied: {
    title: 'Policy denies it',
    now: 'Each finding stands next to the object it speaks of, with the smallest change that passes.',
  },
  approval: {
    title: 'It needs an approval',
    now: 'Somebody whom the rule names must say yes to exactly this plan before it can be applied.',
  },
  expired: {
    title: 'The plan is too old',
    now: 'What it was made from may have changed since. Plan again: it takes a few seconds.',
  },
};

function adviceOf(plan: Plan, blockers: readonly PlanBlocker[]): string {
  if (!plan.verdict.allowed) return BLOCKERS.denied.now;
  return blockers.includes('approval')
    ? BLOCKERS.approval.now
    : 'Every rule was asked when the plan was made, and is asked again when you apply.';
}

/** So many objects are named above all changes; the rest stands with them. */
const MOST_NAMED = 3;

/** What is the matter with which objects. */
function Objects({ plan, blocker }: { plan: Plan; blocker: PlanBlocker }) {
  const those = plan.changes.filter(({ operation }) => operation === blocker);
  if (those.length === 0) return null;
  return (
    <ul className={styles.objects}>
      {those.slice(0, MOST_NAMED).map(({ index, ref, reason }) => (
        <li key={index}>
          {ref.kind} <strong>{ref.name}</strong>
          {reason && `: ${reason}`}
        </li>
      ))}
      {those.length > MOST_NAMED && (
        <li>{`and ${those.length - MOST_NAMED} more, marked below`}</li>
      )}
    </ul>
  );
}

/** What policy says, and what stands in the way: the first thing to read of a plan. */
export function PlanVerdict(props: {
  plan: Plan;
  blockers: readonly PlanBlocker[];
  onFix?: (fix: Fix) => void;
  isFixing?: boolean;
}) {
  const { plan, blockers } = props;
  const requests = findingsOnRequest(plan);
  const asked = plan.verdict.violations.some(
    ({ severity }) => severity === 'approve',
  );
  // What the rules say themselves is not said again.
  const open = blockers.filter(
    blocker => blocker !== 'denied' && !(blocker === 'approval' && asked),
  );
  const warned = plan.verdict.violations.length > 0;
  const good = warned ? 'warning' : 'success';
  return (
    <div className={styles.verdict}>
      <Note
        status={plan.verdict.allowed ? good : 'danger'}
        title={verdictWords(plan)}
        description={adviceOf(plan, blockers)}
      />
      {open.map(blocker => (
        <Note
          key={blocker}
          status="warning"
          title={BLOCKERS[blocker].title}
          description={
            <>
              {BLOCKERS[blocker].now}
              <Objects plan={plan} blocker={blocker} />
            </>
          }
        />
      ))}
      {requests.map(finding => (
        <Finding
          key={`${finding.rule}:${finding.path}:${finding.message}`}
          finding={finding}
          onFix={props.onFix}
          isFixing={props.isFixing}
        />
      ))}
    </div>
  );
}
