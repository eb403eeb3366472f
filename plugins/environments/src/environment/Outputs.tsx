import { Link } from '@backstage/ui';
import {
  CodeLine,
  CopyButton,
  Panel,
  Section,
} from '@cairn/plugin-portal-react';
import styles from './Outputs.module.css';

/** Only what a browser may safely open is a link; all else is text. */
function isLink(value: string) {
  return /^https?:\/\//.test(value);
}

/** What one gets from an environment, each to open or to copy. */
export function Outputs({ outputs }: { outputs: Record<string, string> }) {
  const entries = Object.entries(outputs);
  if (entries.length === 0) return null;
  return (
    <Section title="Outputs">
      <Panel>
        <dl className={styles.outputs}>
          {entries.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {isLink(value) ? (
                  <span className={styles.link}>
                    <Link href={value} target="_blank" rel="noreferrer">
                      {value}
                    </Link>
                    <CopyButton text={value} label={`Copy ${name}`} />
                  </span>
                ) : (
                  <CodeLine text={value} label={name} />
                )}
              </dd>
            </div>
          ))}
        </dl>
      </Panel>
    </Section>
  );
}
