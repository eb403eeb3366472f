import type { WorkloadHealth } from '@cairn/plugin-health-common';
import { Expandable } from '../components/Expandable';
import { ObjectName } from '../components/ObjectName';
import { HealthStatusBadge } from '../status/HealthStatusBadge';
import { worstFirst } from '../status/looks';
import { Pods } from './Pods';
import styles from './Workloads.module.css';

/** What runs here, the worst first, each with its pods. */
export function Workloads(props: {
  workloads: WorkloadHealth[];
  stale: boolean;
}) {
  const workloads = [...props.workloads].sort(
    (one, other) =>
      worstFirst(one.verdict.status, other.verdict.status) ||
      one.ref.name.localeCompare(other.ref.name, 'en'),
  );
  return (
    <section className={styles.part} aria-label="Workloads">
      <h5 className={styles.title}>Workloads</h5>
      {workloads.length === 0 ? (
        <p className={styles.none}>
          There is no Deployment, StatefulSet, DaemonSet, Job or CronJob of it
          here.
        </p>
      ) : (
        <ul className={styles.workloads}>
          {workloads.map(workload => (
            <li key={`${workload.ref.kind} ${workload.ref.name}`}>
              <Expandable
                level={5}
                initiallyOpen={
                  workload.verdict.status !== 'Healthy' &&
                  workload.pods.length > 0
                }
                head={<WorkloadHead workload={workload} stale={props.stale} />}
              >
                <Pods pods={workload.pods} stale={props.stale} />
              </Expandable>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function WorkloadHead(props: { workload: WorkloadHealth; stale: boolean }) {
  const { ref, verdict, ready, wanted, images } = props.workload;
  return (
    <span className={styles.head}>
      <ObjectName object={ref} />
      <span className={styles.ready}>
        {ready} of {wanted} {ref.kind === 'Job' ? 'completed' : 'ready'}
      </span>
      <HealthStatusBadge status={verdict.status} stale={props.stale} />
      <span className={styles.message}>{verdict.message}</span>
      {images.length > 0 && (
        <span className={styles.images}>{images.join(', ')}</span>
      )}
    </span>
  );
}
