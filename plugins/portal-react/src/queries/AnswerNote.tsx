import type { UseQueryResult } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { FailureNote } from '../components/FailureNote';
import { StaleNote } from '../components/StaleNote';

/** What is wrong with an answer: that there is none and why, or that what is shown of it is old. Nothing where all is well. */
export function AnswerNote(
  props: Pick<
    ComponentProps<typeof FailureNote>,
    'what' | 'advice' | 'actions'
  > & {
    of: Pick<
      UseQueryResult<unknown>,
      'data' | 'error' | 'dataUpdatedAt' | 'refetch'
    >;
  },
) {
  const { of, ...failure } = props;
  if (!of.error) return null;
  return of.data === undefined ? (
    <FailureNote {...failure} error={of.error} onRetry={() => of.refetch()} />
  ) : (
    <StaleNote error={of.error} knownAt={of.dataUpdatedAt} />
  );
}
