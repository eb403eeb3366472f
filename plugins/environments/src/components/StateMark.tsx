import type {
  Environment,
  ObservedResource,
  RunState,
  StepState,
} from '@cairn/plugin-environments-common';
import { StateMark as ToneMark, type Tone } from '@cairn/plugin-portal-react';
import { RiStopCircleLine } from '@remixicon/react';

type AnyState =
  | Environment['state']
  | ObservedResource['status']
  | RunState
  | StepState;

interface Look {
  tone: Tone;
  /** Where it is not the state's own name. */
  word?: string;
  /** Where it is not the tone's own. */
  icon?: typeof RiStopCircleLine;
}

const LOOKS: Record<AnyState, Look> = {
  Provisioning: { tone: 'busy' },
  Ready: { tone: 'good' },
  Degraded: { tone: 'warning' },
  Drifted: { tone: 'warning' },
  Expiring: { tone: 'warning' },
  Hibernated: { tone: 'quiet' },
  Cancelled: { tone: 'quiet' },
  Destroying: { tone: 'busy' },
  Destroyed: { tone: 'quiet', icon: RiStopCircleLine },
  Failed: { tone: 'bad' },
  Unknown: { tone: 'unknown' },
  Progressing: { tone: 'busy' },
  Missing: { tone: 'bad' },
  Queued: { tone: 'waiting' },
  Running: { tone: 'busy' },
  Succeeded: { tone: 'good' },
  Pending: { tone: 'waiting', word: 'Waiting' },
};

/** The state of an environment, of what it owns, or of a run. */
export function StateMark(props: {
  state: AnyState;
  size?: 'medium' | 'large';
  /** Another word than the state's own. */
  word?: string;
}) {
  const { tone, word, icon } = LOOKS[props.state];
  return (
    <ToneMark
      tone={tone}
      word={props.word ?? word ?? props.state}
      icon={icon}
      size={props.size}
    />
  );
}
