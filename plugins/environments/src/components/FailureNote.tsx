import {
  AnswerNote as SharedAnswerNote,
  FailureNote as SharedFailureNote,
  failureOf,
} from '@cairn/plugin-portal-react';
import type { ComponentProps } from 'react';

/** What is not there is to be looked for among the environments. */
function adviceFor(error: unknown) {
  return failureOf(error).kind === 'notFound'
    ? 'Check the name, or look for it in the list of environments.'
    : undefined;
}

/** What happened, why, what to do now, and what to quote. */
export function FailureNote(props: ComponentProps<typeof SharedFailureNote>) {
  return (
    <SharedFailureNote
      {...props}
      advice={props.advice ?? adviceFor(props.error)}
    />
  );
}

/** What is wrong with an answer: that there is none and why, or that what is shown of it is old. */
export function AnswerNote(props: ComponentProps<typeof SharedAnswerNote>) {
  return (
    <SharedAnswerNote
      {...props}
      advice={props.advice ?? adviceFor(props.of.error)}
    />
  );
}
