import type { RunSummary } from '@cairn/plugin-environments-common';
import { BusyButton } from '@cairn/plugin-portal-react';
import { FailureNote } from '../components/FailureNote';
import { useRunControl } from './useRunControl';

/** Goes on with a run from the step that was not done. */
export function RetryRun(props: {
  run: RunSummary;
  variant: 'primary' | 'secondary';
}) {
  const { run } = props;
  const retrying = useRunControl(api => api.retryRun(run.id));
  return (
    <>
      <BusyButton
        size="small"
        variant={props.variant}
        busy={retrying.isPending}
        busyLabel="Going on…"
        onPress={() => retrying.mutate()}
      >
        {run.state === 'Failed' ? 'Retry' : 'Go on'}
      </BusyButton>
      {retrying.isError && (
        <FailureNote what="The run did not go on" error={retrying.error} />
      )}
    </>
  );
}
