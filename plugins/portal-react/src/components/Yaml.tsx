import { useMemo } from 'react';
import { stringify } from 'yaml';
import { CopyButton } from './CopyButton';
import styles from './Yaml.module.css';

function toYaml(object: unknown): string {
  return stringify(object, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** An object as YAML, with copy. `side` marks every line as added or removed. */
export function Yaml(props: {
  object: unknown;
  label: string;
  side?: 'added' | 'removed';
}) {
  const text = useMemo(() => toYaml(props.object), [props.object]);
  const sign = { added: '+', removed: '−' };
  return (
    <div className={styles.frame}>
      <div className={styles.copy}>
        <CopyButton text={text} label={`Copy ${props.label}`} />
      </div>
      <pre
        className={styles.text}
        data-side={props.side}
        tabIndex={0}
        role="region"
        aria-label={props.label}
      >
        {props.side
          ? text
              .trimEnd()
              .split('\n')
              .map((line, index) => (
                <span key={`${index}:${line}`} className={styles.line}>
                  <span className={styles.sign} aria-hidden="true">
                    {props.side && sign[props.side]}
                  </span>
                  {`${line}\n`}
                </span>
              ))
          : text}
      </pre>
    </div>
  );
}
