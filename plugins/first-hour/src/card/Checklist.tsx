import { Button, Skeleton } from '@backstage/ui';
import { useId } from 'react';
import styles from './Checklist.module.css';
import { Step } from './Step';
import { useDismiss, useProgress, useWaits } from './useFirstHour';
import { waitFor } from './waits';
import { stepTexts } from './steps';

/** The steps of the first hour, what each takes and waits for, and which are done. */
export function Checklist() {
  const id = useId();
  const progress = useProgress();
  const steps = progress.data?.steps ?? [];
  const done = steps.filter(({ doneAt }) => doneAt !== undefined).length;
  const isDone = steps.length > 0 && done === steps.length;
  const isAway = progress.data?.dismissedAt !== undefined;
  const waits = useWaits(steps.length > 0 && !isDone && !isAway);
  const dismiss = useDismiss();

  if (isAway) {
    // Nothing is left to bring back once everything was done.
    return isDone ? null : (
      <p className={styles.away}>
        Your first hour is put away, {done} of {steps.length} done.{' '}
        <Button
          variant="tertiary"
          size="small"
          isPending={dismiss.isPending}
          onPress={() => dismiss.mutate(false)}
        >
          Show it
        </Button>
        {dismiss.isError && (
          <span role="alert">
            It could not be shown: {dismiss.error.message}
          </span>
        )}
      </p>
    );
  }
  const next = steps.find(({ doneAt }) => doneAt === undefined)?.step;

  return (
    <section className={styles.card} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          Your first hour
        </h2>
        {steps.length > 0 && (
          <p className={styles.count} role="status">
            {isDone ? 'All done' : `${done} of ${steps.length} done`}
          </p>
        )}
        <Button
          variant="tertiary"
          size="small"
          isPending={dismiss.isPending}
          isDisabled={!progress.data}
          onPress={() => dismiss.mutate(true)}
        >
          Put away
        </Button>
      </header>
      {progress.isPending && (
        <div className={styles.note} aria-busy="true">
          <Skeleton width="100%" height={64} />
        </div>
      )}
      {(progress.isError || dismiss.isError) && (
        <div className={styles.note} role="alert">
          <p>
            {progress.isError
              ? 'How far you are could not be read'
              : 'The checklist could not be put away'}
            : {(progress.error ?? dismiss.error)?.message}
          </p>
          <Button
            variant="secondary"
            size="small"
            onPress={() =>
              progress.isError ? progress.refetch() : dismiss.mutate(true)
            }
          >
            Try again
          </Button>
        </div>
      )}
      {steps.length > 0 && (
        <ol className={styles.steps}>
          {steps.map(({ step, doneAt }) => (
            <Step
              key={step}
              {...stepTexts[step]}
              doneAt={doneAt}
              isNext={step === next}
              wait={waitFor(stepTexts[step].needs, waits.data ?? [])}
            />
          ))}
        </ol>
      )}
    </section>
  );
}
