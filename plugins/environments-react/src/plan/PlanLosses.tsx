import { Note } from '@cairn/plugin-portal-react';
import type {
  PlannedChange,
  ResourceRef,
} from '@cairn/plugin-environments-common';
import styles from './PlanLosses.module.css';

/** What goes with an object, by its kind; of the others nothing that could not be made again. */
const LOST: Record<string, string> = {
  PersistentVolumeClaim: 'what is on its disk is lost',
  PersistentVolume: 'what is on it is lost',
  StatefulSet: 'its pods stop; its disks stay unless they are named here too',
  Deployment: 'its pods stop',
  Secret: 'its values are lost, and new ones are made where it is made again',
  Namespace: 'everything in it goes',
  Application: 'what Argo CD deployed by it goes',
  Job: 'its pods and their logs go',
};

export function lossOf({ kind }: Pick<ResourceRef, 'kind'>): string {
  return LOST[kind] ?? 'nothing else is lost with it';
}

function Losses(props: { changes: PlannedChange[]; title: string }) {
  const { changes } = props;
  if (changes.length === 0) return null;
  return (
    <Note
      status="warning"
      title={props.title}
      description={
        <ul className={styles.losses}>
          {changes.map(({ index, ref }) => (
            <li key={index}>
              {ref.kind} <strong>{ref.name}</strong>: {lossOf(ref)}.
            </li>
          ))}
        </ul>
      }
    />
  );
}

/** Replace and delete, apart from what only changes, each with what is lost. Of a destroy everything is: nothing to tell apart. */
export function PlanLosses({ changes }: { changes: PlannedChange[] }) {
  const of = (operation: PlannedChange['operation']) =>
    changes.filter(change => change.operation === operation);
  const replaced = of('replace');
  const deleted = of('delete');
  const objects = (count: number) =>
    count === 1 ? '1 object' : `${count} objects`;
  return (
    <>
      <Losses
        changes={replaced}
        title={`${objects(replaced.length)} would be deleted and made again`}
      />
      <Losses
        changes={deleted}
        title={`${objects(deleted.length)} would be deleted`}
      />
    </>
  );
}
