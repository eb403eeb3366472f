import type { ApprovalState } from '@cairn/plugin-environments-common';
import { StateMark, type Tone } from '@cairn/plugin-portal-react';

const LOOKS: Record<ApprovalState, { tone: Tone; word?: string }> = {
  Waiting: { tone: 'waiting', word: 'Waits for a yes' },
  Approved: { tone: 'good' },
  Rejected: { tone: 'bad', word: 'Refused' },
  Withdrawn: { tone: 'quiet', word: 'Taken back' },
  Void: { tone: 'warning' },
  Expired: { tone: 'quiet', word: 'Too old' },
  Applied: { tone: 'good' },
};

/** What a state is called wherever it is spoken of. */
export function stateWord(state: ApprovalState): string {
  return LOOKS[state].word ?? state;
}

export function ApprovalStateMark(props: {
  state: ApprovalState;
  size?: 'medium' | 'large';
}) {
  return (
    <StateMark
      tone={LOOKS[props.state].tone}
      word={stateWord(props.state)}
      size={props.size}
    />
  );
}
