import { useRouteRef } from '@backstage/frontend-plugin-api';
import type {
  AppliedPlan,
  RunState,
  UpgradeItem,
} from '@cairn/plugin-environments-common';
import { Checkbox, Link, Text } from '@backstage/ui';
import { EntityTitle, StateMark } from '@cairn/plugin-portal-react';
import { StateMark as RunMark } from '../components/StateMark';
import { environmentRouteRef, planRouteRef, runRouteRef } from '../routes';
import styles from './UpgradeBatch.module.css';
import { loses, operationWords, refusalOf } from './upgradeWords';

function Result(props: {
  environment: string;
  result: AppliedPlan;
  state: RunState | undefined;
}) {
  const { result, environment, state } = props;
  const toRun = useRouteRef(runRouteRef);
  return result.run ? (
    <>
      <RunMark state={state ?? 'Queued'} />
      <Link
        href={toRun?.({ name: environment, id: result.run })}
        aria-label={`See its run: ${environment}`}
      >
        See its run
      </Link>
    </>
  ) : (
    <StateMark tone="bad" word="Refused" />
  );
}

/** One environment of the batch: what its upgrade does, whether it is chosen, and what became of it. */
export function UpgradeRow(props: {
  item: UpgradeItem;
  isChosen: boolean;
  /** The choice was made. */
  isDone: boolean;
  /** Absent: it was not chosen, or nothing was applied yet. */
  result: AppliedPlan | undefined;
  /** Of the run that it began; absent until it was read. */
  state: RunState | undefined;
  onChoose: (digest: string, yes: boolean) => void;
}) {
  const { item, result } = props;
  const { environment, owner, digest } = item;
  const toPlan = useRouteRef(planRouteRef);
  const toEnvironment = useRouteRef(environmentRouteRef);
  const refusal = refusalOf(item);
  return (
    <li className={styles.row}>
      <Checkbox
        aria-label={`Upgrade ${environment}`}
        isSelected={props.isChosen}
        isDisabled={refusal !== undefined || props.isDone}
        onChange={yes => digest && props.onChoose(digest, yes)}
      />
      <div className={styles.what}>
        <span>
          <Link href={toEnvironment?.({ name: environment })} weight="bold">
            {environment}
          </Link>{' '}
          <Text color="secondary">
            <EntityTitle entityRef={owner} />
          </Text>
        </span>
        {digest && (
          <Text variant="body-small">{operationWords(item.operations)}</Text>
        )}
        {loses(item) && (
          <Text variant="body-small" color="warning">
            Something is replaced or deleted: see its plan before you choose it.
          </Text>
        )}
        {refusal && (
          <Text variant="body-small" color="danger">
            Cannot be applied now: {refusal}
          </Text>
        )}
        {result?.message && (
          <Text variant="body-small" color="danger">
            {result.message}
          </Text>
        )}
      </div>
      <div className={styles.links}>
        {result ? (
          <Result
            environment={environment}
            result={result}
            state={props.state}
          />
        ) : (
          digest && (
            <Link
              href={toPlan?.({ digest })}
              aria-label={`See its plan: ${environment}`}
            >
              See its plan
            </Link>
          )
        )}
      </div>
    </li>
  );
}
