import {
  FailureNote as SharedFailureNote,
  failureOf,
} from '@cairn/plugin-portal-react';
import type { ComponentProps } from 'react';

/** What happened, why, what to do now, and what to quote; what is not there is to be looked for among the environments. */
export function FailureNote(props: ComponentProps<typeof SharedFailureNote>) {
  const { advice, error } = props;
  return (
    <SharedFailureNote
      {...props}
      advice={
        advice ??
        (failureOf(error).kind === 'notFound'
          ? 'Check the name, or look for it in the list of environments.'
          : undefined)
      }
    />
  );
}
