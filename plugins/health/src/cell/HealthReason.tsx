import type { ReactNode } from 'react';
import { useHealthSummary } from '../api/useHealth';

/** Why an entity is not healthy, in one sentence; something else where it is, or where nothing is known. */
export function HealthReason(props: {
  entityRef: string;
  otherwise?: ReactNode;
}) {
  const { data } = useHealthSummary(props.entityRef);
  return data && !['Healthy', 'Idle'].includes(data.verdict.status) ? (
    <span title={data.verdict.message}>{data.verdict.message}</span>
  ) : (
    <>{props.otherwise}</>
  );
}
