import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Text,
} from '@backstage/ui';
import type { DependencyPart } from '@cairn/plugin-platform-common';
import { StateMark } from '../state/StateMark';
import { partStates } from '../state/states';
import { inWords } from '../time/words';
import styles from './Parts.module.css';

/** The programs that the local platform runs for a dependency. */
export function Parts(props: {
  parts: DependencyPart[];
  /** The backend's time, in milliseconds. */
  now: number;
  stale: boolean;
}) {
  const { parts, now, stale } = props;
  const ready = parts.filter(({ state }) => state === 'ready').length;
  return (
    <Accordion className={styles.accordion}>
      <AccordionTrigger
        level={4}
        title={`${parts.length} ${
          parts.length === 1 ? 'program' : 'programs'
        } on this machine`}
        subtitle={ready === parts.length ? 'all ready' : `${ready} ready`}
      />
      <AccordionPanel>
        <ul className={styles.list}>
          {parts.map(part => (
            <li key={part.name} className={styles.part}>
              <StateMark look={partStates[part.state]} stale={stale} />
              <Text variant="body-medium">
                {part.title}
                {part.version ? ` ${part.version}` : ''}
              </Text>
              <Text variant="body-small" color="secondary">
                {[
                  `for ${inWords((now - Date.parse(part.since)) / 1000)}`,
                  part.restarts > 0
                    ? `started again ${
                        part.restarts === 1 ? 'once' : `${part.restarts} times`
                      }`
                    : undefined,
                  part.reason,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </li>
          ))}
        </ul>
      </AccordionPanel>
    </Accordion>
  );
}
