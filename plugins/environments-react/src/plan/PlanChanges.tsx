import { Panel } from '@cairn/plugin-portal-react';
import type { PlannedChange } from '@cairn/plugin-environments-common';
import type { Verdict } from '@cairn/plugin-policy-common';
import { Text } from '@backstage/ui';
import { Change } from './Change';
import type { Fix } from './Finding';
import { countWords, findingsOn, groupChanges } from './groups';
import styles from './PlanChanges.module.css';

interface ShownPlan {
  changes: PlannedChange[];
  verdict: Verdict;
}

/** A change that says nothing by itself: it stays as it is, and policy has nothing to say of it. */
function isQuiet(change: PlannedChange, plan: ShownPlan) {
  return (
    change.operation === 'unchanged' &&
    findingsOn(change, plan.verdict.violations).length === 0
  );
}

function ChangeList(props: {
  changes: PlannedChange[];
  plan: ShownPlan;
  onFix?: (fix: Fix) => void;
  isFixing?: boolean;
}) {
  return (
    <ol className={styles.changes}>
      {props.changes.map(change => (
        <Change
          key={change.index}
          change={change}
          findings={findingsOn(change, props.plan.verdict.violations)}
          onFix={props.onFix}
          isFixing={props.isFixing}
        />
      ))}
    </ol>
  );
}

/** The changes of a plan as a diff, by component; also of a plan that is part of another. What stays as it is is folded. */
export function PlanChanges(props: {
  plan: ShownPlan;
  onFix?: (fix: Fix) => void;
  isFixing?: boolean;
}) {
  return (
    <div className={styles.groups}>
      {groupChanges(props.plan.changes).map(
        ({ component, engine, changes }) => {
          const quiet = changes.filter(change => isQuiet(change, props.plan));
          const loud = changes.filter(change => !quiet.includes(change));
          return (
            <Panel flush key={component}>
              <div className={styles.head}>
                <Text as="h3" weight="bold">
                  {component}
                </Text>
                <Text variant="body-small" color="secondary">
                  engine {engine} · {countWords(changes)}
                </Text>
              </div>
              {loud.length > 0 && <ChangeList {...props} changes={loud} />}
              {quiet.length > 0 && (
                <details className={styles.quiet}>
                  <summary>
                    {quiet.length === 1
                      ? '1 object stays as it is'
                      : `${quiet.length} objects stay as they are`}
                  </summary>
                  <ChangeList {...props} changes={quiet} />
                </details>
              )}
            </Panel>
          );
        },
      )}
    </div>
  );
}
