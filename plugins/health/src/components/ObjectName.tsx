import type { ObservedObjectRef } from '@cairn/plugin-health-common';
import styles from './ObjectName.module.css';

/** An object of a cluster as kubectl names it. */
export function ObjectName({ object }: { object: ObservedObjectRef }) {
  const { apiVersion, kind, namespace, name, cluster } = object;
  return (
    <span
      className={styles.object}
      title={`${apiVersion} ${kind} ${
        namespace ? `${namespace}/` : ''
      }${name} in ${cluster}`}
    >
      <span className={styles.kind}>{kind}</span> {name}
    </span>
  );
}
