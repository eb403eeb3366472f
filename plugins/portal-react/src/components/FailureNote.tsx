import { Button, ButtonLink } from '@backstage/ui';
import type { ReactNode } from 'react';
import { failureOf, type Failure, type FailureKind } from '../failures/failure';
import { Note } from './Note';
import { CodeLine } from './CodeLine';
import styles from './FailureNote.module.css';

const NOW: Record<FailureKind, string> = {
  forbidden:
    'Ask a member of the group that owns it, or sign in as somebody who may.',
  notFound: 'Check the name, or look for it in its list.',
  stale: 'Plan again and look at what is different.',
  refused: 'Change what it names and try again.',
  unavailable:
    'See on the platform page what is down and since when; then try again.',
  offline: 'Check that Cairn is running (./cairn status); then try again.',
  failed: 'Try again. If it happens again, quote the reference below.',
};

/** What happened, why, what to do now, and what to quote. */
export function FailureNote(props: {
  /** What could not be done, to which thing: a sentence without its full stop. */
  what: string;
  error: unknown;
  /** Instead of the advice for its kind. */
  advice?: ReactNode;
  onRetry?: () => void;
  actions?: ReactNode;
  /** Default from the kind. */
  status?: 'warning' | 'danger';
}) {
  const failure: Failure = failureOf(props.error);
  return (
    <div role="alert">
      <Note
        status={
          props.status ?? (failure.kind === 'forbidden' ? 'warning' : 'danger')
        }
        title={
          failure.kind === 'forbidden'
            ? `${props.what}: you may not`
            : props.what
        }
        description={
          <div className={styles.body}>
            {failure.why && <div className={styles.why}>{failure.why}</div>}
            <div>{props.advice ?? NOW[failure.kind]}</div>
            <div className={styles.reference}>
              <CodeLine text={failure.reference} label="reference to quote" />
            </div>
          </div>
        }
        actions={
          <>
            {failure.kind === 'unavailable' && (
              <ButtonLink size="small" variant="secondary" href="/platform">
                Open platform
              </ButtonLink>
            )}
            {props.actions}
            {props.onRetry && (
              <Button size="small" variant="secondary" onPress={props.onRetry}>
                Try again
              </Button>
            )}
          </>
        }
      />
    </div>
  );
}
