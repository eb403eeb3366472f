import type { PodHealth } from '@cairn/plugin-health-common';
import { Age, StateMark, type Tone } from '@cairn/plugin-portal-react';
import { FewOf } from '../components/FewOf';
import styles from './Pods.module.css';

const SHOWN = 10;

/** The pods of a workload, those in trouble first. */
export function Pods(props: { pods: PodHealth[]; stale: boolean }) {
  if (props.pods.length === 0) {
    return <p className={styles.none}>It has no pod.</p>;
  }
  const pods = [...props.pods].sort(
    (one, other) =>
      rank(one) - rank(other) || one.ref.name.localeCompare(other.ref.name),
  );
  return (
    <div className={styles.pods}>
      <FewOf items={pods} shown={SHOWN} what="pods">
        {items => (
          <div
            className={styles.scroll}
            // It scrolls on a phone, so it must be reachable by keyboard.
            role="region"
            aria-label="Pods"
            tabIndex={0}
          >
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">Pod</th>
                  <th scope="col">State</th>
                  <th scope="col" className={styles.number}>
                    Restarts
                  </th>
                  <th scope="col">Node</th>
                  <th scope="col" className={styles.number}>
                    Age
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map(pod => (
                  <tr key={pod.ref.name}>
                    <th scope="row">{pod.ref.name}</th>
                    <td>
                      <PodState pod={pod} stale={props.stale} />
                    </td>
                    <td className={styles.number}>{pod.restarts}</td>
                    <td>{pod.node ?? 'Not placed yet'}</td>
                    <td className={styles.number}>
                      {pod.startedAt ? <Age since={pod.startedAt} /> : '–'}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </FewOf>
    </div>
  );
}

function PodState({ pod, stale }: { pod: PodHealth; stale: boolean }) {
  const { tone, word } = stateOf(pod);
  return stale ? (
    <StateMark
      tone="unknown"
      word={`Was ${word.charAt(0).toLocaleLowerCase('en-US')}${word.slice(1)}`}
    />
  ) : (
    <StateMark tone={tone} word={word} />
  );
}

function stateOf(pod: PodHealth): { tone: Tone; word: string } {
  if (pod.trouble) {
    return { tone: 'bad', word: pod.trouble };
  }
  if (pod.phase === 'Succeeded') {
    return { tone: 'quiet', word: 'Completed' };
  }
  return pod.ready
    ? { tone: 'good', word: 'Ready' }
    : { tone: 'waiting', word: `${pod.phase}, not ready` };
}

function rank(pod: PodHealth): number {
  if (pod.trouble) {
    return 0;
  }
  return pod.ready || pod.phase === 'Succeeded' ? 2 : 1;
}
