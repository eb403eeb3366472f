import { useApi } from '@backstage/frontend-plugin-api';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import type { UpgradeSummary } from '@cairn/plugin-environments-common';
import { Button, Text } from '@backstage/ui';
import { BusyButton, Panel } from '@cairn/plugin-portal-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/queries';
import { FailureNote } from '../components/FailureNote';
import styles from './UpgradeBatch.module.css';
import { UpgradeRow } from './UpgradeRow';
import {
  chooseWords,
  loses,
  progressWords,
  refusalOf,
  summaryWords,
} from './upgradeWords';
import { useBegunRuns } from './useBegunRuns';

/** One summary, which of them, and what became of each. */
export function UpgradeBatch(props: {
  summary: UpgradeSummary;
  isPlanning: boolean;
  onPlanAgain: () => void;
}) {
  const { items } = props.summary;
  const api = useApi(environmentsApiRef);
  const client = useQueryClient();
  // What loses nothing is chosen at first; what does is left for a person to choose.
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () =>
      new Set(
        items.flatMap(item =>
          item.digest && !refusalOf(item) && !loses(item) ? [item.digest] : [],
        ),
      ),
  );
  const applying = useMutation({
    mutationFn: () => api.applyAll([...chosen]),
    onSettled: () => client.invalidateQueries({ queryKey: keys.environments }),
  });
  const results = applying.data;
  const states = useBegunRuns(results);
  const choose = (digest: string, yes: boolean) =>
    setChosen(current => {
      const next = new Set(current);
      if (yes) next.add(digest);
      else next.delete(digest);
      return next;
    });

  return (
    <>
      <Text as="p" role="status" className={styles.summary}>
        {results ? progressWords(results, states) : summaryWords(props.summary)}
      </Text>
      <Panel flush>
        <ul className={styles.rows} aria-label="Environments to upgrade">
          {items.map(item => {
            const result = results?.find(
              ({ digest }) => digest === item.digest,
            );
            return (
              <UpgradeRow
                key={item.environment}
                item={item}
                isChosen={item.digest !== undefined && chosen.has(item.digest)}
                isDone={results !== undefined}
                result={result}
                state={result?.run ? states.get(result.run) : undefined}
                onChoose={choose}
              />
            );
          })}
        </ul>
      </Panel>
      {applying.isError && (
        <FailureNote
          what="The upgrades were not applied"
          error={applying.error}
          advice="It may be that some began all the same: look at the list of environments, then plan again."
        />
      )}
      <div className={styles.actions}>
        {!results && (
          <BusyButton
            variant="primary"
            isDisabled={chosen.size === 0}
            busy={applying.isPending}
            busyLabel="Applying…"
            onPress={() => applying.mutate()}
          >
            {chooseWords(chosen.size)}
          </BusyButton>
        )}
        <Button
          variant="secondary"
          isDisabled={props.isPlanning || applying.isPending}
          onPress={props.onPlanAgain}
        >
          {props.isPlanning ? 'Planning…' : 'Plan again'}
        </Button>
      </div>
    </>
  );
}
