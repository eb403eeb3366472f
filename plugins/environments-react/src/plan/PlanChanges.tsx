import { Panel } from '@cairn/plugin-portal-react';
import type { PlannedChange } from '@cairn/plugin-environments-common';
import type { Verdict } from '@cairn/plugin-policy-common';
import { Text } from '@backstage/ui';
import { Change } from './Change';
import type { Fix } from './Finding';
import { countWords, findingsOn, groupChanges } from './groups';
import styles from './PlanChanges.module.css';

/** The changes of a plan as a diff, by component; also of a plan that is part of another. */
export function PlanChanges(props: {
  plan: { changes: PlannedChange[]; verdict: Verdict };
  onFix?: (fix: Fix) => void;
  isFixing?: boolean;
}) {
  const { plan } = props;
  return (
    <div className={styles.groups}>
      {groupChanges(plan.changes).map(({ component, engine, changes }) => (
        <Panel flush key={component}>
          <div className={styles.head}>
            <Text as="h3" weight="bold">
              {component}
            </Text>
            <Text variant="body-small" color="secondary">
              engine {engine} · {countWords(changes)}
            </Text>
          </div>
          <ol className={styles.changes}>
            {changes.map(change => (
              <Change
                key={change.index}
                change={change}
                findings={findingsOn(change, plan.verdict.violations)}
                onFix={props.onFix}
                isFixing={props.isFixing}
              />
            ))}
          </ol>
        </Panel>
      ))}
    </div>
  );
}
