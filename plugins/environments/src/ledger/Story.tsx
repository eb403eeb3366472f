import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { LedgerEntry } from '@cairn/plugin-environments-common';
import { Link } from '@backstage/ui';
import {
  Actor,
  Ago,
  Clock,
  Timeline,
  type TimelineItem,
} from '@cairn/plugin-portal-react';
import { shortDigest } from '../plan/PlanFacts';
import { environmentRouteRef, planRouteRef, runRouteRef } from '../routes';
import { clockWords } from '../time/moment';
import { LEDGER_LOOKS } from './looks';

/** Rows of the ledger as they happened, each with who, when, and the plan and the run that it speaks of. */
export function Story(props: {
  entries: readonly LedgerEntry[];
  /** Says of which environment each is, where they are of several. */
  mixed?: boolean;
}) {
  const toPlan = useRouteRef(planRouteRef);
  const toRun = useRouteRef(runRouteRef);
  const toEnvironment = useRouteRef(environmentRouteRef);
  const itemOf = (entry: LedgerEntry): TimelineItem => {
    const { environment, digest, run, sequence, at } = entry;
    return {
      id: `${sequence}`,
      ...LEDGER_LOOKS[entry.kind],
      title: clockWords(entry.summary),
      aside: (
        <>
          <span>
            <Actor actor={entry.actor} />
          </span>
          <span>
            <Clock at={at} /> (<Ago at={at} />)
          </span>
          {props.mixed && environment && (
            <Link href={toEnvironment?.({ name: environment })}>
              {environment}
            </Link>
          )}
          {digest && (
            <Link href={toPlan?.({ digest })}>
              {`Plan ${shortDigest(digest)}`}
            </Link>
          )}
          {run && environment && (
            <Link href={toRun?.({ name: environment, id: run })}>Run</Link>
          )}
          <span>row {sequence}</span>
        </>
      ),
    };
  };
  return <Timeline label="What happened" items={props.entries.map(itemOf)} />;
}
