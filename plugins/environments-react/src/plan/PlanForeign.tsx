import { Note } from '@cairn/plugin-portal-react';
import type { ResourceRef } from '@cairn/plugin-environments-common';
import styles from './PlanLosses.module.css';

/** What others put into its namespaces, which a destroy takes with it. */
export function PlanForeign({ foreign }: { foreign: ResourceRef[] }) {
  if (foreign.length === 0) return null;
  return (
    <Note
      status="warning"
      title={
        foreign.length === 1
          ? '1 object in it was not made by Cairn, and goes too'
          : `${foreign.length} objects in it were not made by Cairn, and go too`
      }
      description={
        <>
          Somebody put them into its namespace. If you want to keep them, copy
          them first.
          <ul className={styles.losses}>
            {foreign.map(({ kind, namespace, name, apiVersion }) => (
              <li key={`${apiVersion} ${kind} ${namespace} ${name}`}>
                {kind} <strong>{name}</strong>
                {namespace && ` in ${namespace}`}
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}
