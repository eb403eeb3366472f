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
import { loses, refusalOf, summaryWords } from './upgradeWords';

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
        {results
          ? `${results.filter(({ run }) => run).length} of ${
              results.length
            } upgrades began. Each goes on by itself; you can leave this page.`
          : summaryWords(props.summary)}
      </Text>
      <Panel flush>
        <ul className={styles.rows} aria-label="Environments to upgrade">
          {items.map(item => (
            <UpgradeRow
              key={item.environment}
              item={item}
              isChosen={item.digest !== undefined && chosen.has(item.digest)}
              isDone={results !== undefined}
              result={results?.find(({ digest }) => digest === item.digest)}
              onChoose={choose}
            />
          ))}
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
            {chosen.size === 1
              ? 'Upgrade 1 environment'
              : `Upgrade ${chosen.size} environments`}
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
