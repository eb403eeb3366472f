import { Finding, PlanAgain } from '@cairn/plugin-environments-react';
import type {
  GoldenPathBlocker,
  GoldenPathPlan,
} from '@cairn/plugin-golden-paths-common';
import { Note } from '@cairn/plugin-portal-react';
import type { PolicyViolation } from '@cairn/plugin-policy-common';
import { Button, ButtonLink } from '@backstage/ui';
import { BLOCKERS } from './blockers';

function rulesWords(count: number) {
  return count === 1 ? '1 rule' : `${count} rules`;
}

/** What policy says of all of it, in a sentence. */
export function verdictWords(plan: GoldenPathPlan): {
  status: 'success' | 'warning' | 'danger';
  title: string;
} {
  const verdicts = [plan.verdict, ...plan.environments.map(one => one.verdict)];
  if (verdicts.some(verdict => verdict === undefined)) {
    return { status: 'danger', title: 'Policy could not be asked' };
  }
  const known = verdicts.flatMap(verdict => verdict ?? []);
  const rulesOf = (severity: PolicyViolation['severity']) =>
    new Set(
      known
        .flatMap(({ violations }) => violations)
        .filter(violation => violation.severity === severity)
        .map(({ rule }) => rule),
    ).size;
  if (known.some(({ allowed }) => !allowed)) {
    const denied = rulesOf('deny');
    return {
      status: 'danger',
      title:
        denied > 0
          ? `Denied by ${rulesWords(denied)}`
          : 'Denied: policy did not say yes',
    };
  }
  const warnings = rulesOf('warn');
  const passed = known
    .flatMap(({ rules }) => rules)
    .filter(rule => rule.passed).length;
  return warnings > 0
    ? {
        status: 'warning',
        title: `Policy allows this, ${rulesWords(warnings)} ${
          warnings === 1 ? 'warns' : 'warn'
        }`,
      }
    : {
        status: 'success',
        title: `Policy allows this: ${rulesWords(passed)} passed`,
      };
}

/** What policy says, and what stands in the way: the first thing to read of a plan. */
export function PlanAnswer(props: {
  plan: GoldenPathPlan;
  blockers: GoldenPathBlocker[];
  /** Findings that speak of no file. */
  findings: PolicyViolation[];
  onChange: (field: string | undefined) => void;
  onPlanAgain: () => void;
  isPlanning: boolean;
}) {
  return (
    <>
      <Note
        {...verdictWords(props.plan)}
        description="Every file and every object was judged when the plan was made, and is judged again when you create it."
      />
      {props.blockers.map(blocker => {
        const { title, now } = BLOCKERS[blocker.type];
        const again = ['unavailable', 'expired'].includes(blocker.type);
        return (
          <Note
            key={`${blocker.type}:${blocker.message}`}
            status={blocker.type === 'denied' ? 'danger' : 'warning'}
            title={title}
            description={`${blocker.message} ${now}`}
            actions={
              <>
                {blocker.type === 'unavailable' && (
                  <ButtonLink size="small" variant="secondary" href="/platform">
                    Open platform
                  </ButtonLink>
                )}
                {again ? (
                  <PlanAgain
                    size="small"
                    isPlanning={props.isPlanning}
                    onPlanAgain={props.onPlanAgain}
                  />
                ) : (
                  <Button
                    size="small"
                    variant="secondary"
                    onPress={() => props.onChange(blocker.field)}
                  >
                    Change the request
                  </Button>
                )}
              </>
            }
          />
        );
      })}
      {props.findings.map(finding => (
        <Finding
          key={`${finding.rule}:${finding.path}:${finding.message}`}
          finding={finding}
        />
      ))}
    </>
  );
}
