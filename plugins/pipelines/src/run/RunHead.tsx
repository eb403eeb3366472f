import type { PipelineRun } from '@cairn/plugin-pipelines-common';
import { Panel } from '@cairn/plugin-portal-react';
import { Text } from '@backstage/ui';
import { StatusMark } from '../state/StatusMark';
import { RunTime } from '../state/times';
import { RunActions } from './RunActions';
import styles from './RunHead.module.css';

/** How a run is: the answer first, then what can be done. */
export function RunHead(props: { entityRef: string; run: PipelineRun }) {
  const { run } = props;
  return (
    <Panel>
      <div className={styles.head}>
        <div className={styles.answer}>
          <Text as="h3" variant="title-x-small" weight="bold">
            {run.workflow}: {run.commit.message}
          </Text>
          <div className={styles.line}>
            <StatusMark status={run.status} size="large" />
            <span className={styles.took}>
              <RunTime run={run} />
            </span>
          </div>
          <Text as="p" role="status" className={styles.message}>
            {run.message}
          </Text>
        </div>
        <RunActions entityRef={props.entityRef} run={run} />
      </div>
    </Panel>
  );
}
