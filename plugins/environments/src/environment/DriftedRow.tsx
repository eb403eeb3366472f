import type {
  DriftedField,
  DriftedResource,
} from '@cairn/plugin-environments-common';
import { Text } from '@backstage/ui';
import { shown } from '@cairn/plugin-environments-react';
import { Ago, StateMark } from '@cairn/plugin-portal-react';
import { RiLoopLeftLine, RiPencilLine } from '@remixicon/react';
import styles from './DriftedRow.module.css';
import { fieldWords, pathWords } from './driftWords';

const LOOKS = {
  changed: { tone: 'warning', word: 'Changed', icon: RiPencilLine },
  missing: { tone: 'bad', word: 'Gone', icon: undefined },
  replaced: { tone: 'warning', word: 'Replaced', icon: RiLoopLeftLine },
} as const;

function Field({ field }: { field: DriftedField }) {
  return (
    <li className={styles.field}>
      <code className={styles.path}>{pathWords(field.path)}</code>
      <dl className={styles.values}>
        <div>
          <dt>Wanted</dt>
          <dd>{shown(field.before)}</dd>
        </div>
        <div>
          <dt>Live</dt>
          <dd>{shown(field.after)}</dd>
        </div>
      </dl>
      <Text variant="body-small" color="secondary">
        {fieldWords(field)}
        {field.changedAt && (
          <>
            , <Ago at={field.changedAt} />
          </>
        )}
      </Text>
    </li>
  );
}

/** One object that is not as the plan made it. */
export function DriftedRow({ resource }: { resource: DriftedResource }) {
  const { ref, kind, message, fields, component } = resource;
  return (
    <li className={styles.row}>
      <StateMark {...LOOKS[kind]} />
      <div className={styles.what}>
        <span>
          <Text color="secondary">{ref.kind}</Text>{' '}
          <Text weight="bold">{ref.name}</Text>
        </span>
        <Text variant="body-small" color="secondary">
          {fields.length > 0 ? component : `${component} · ${message}`}
        </Text>
        {fields.length > 0 && (
          <ul
            className={styles.fields}
            aria-label={`Fields of ${ref.kind} ${ref.name} that drifted`}
          >
            {fields.map(field => (
              <Field key={field.path} field={field} />
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
