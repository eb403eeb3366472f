import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Approval } from '@cairn/plugin-environments-common';
import { formatMoney } from '@cairn/plugin-cost-common';
import { actionTitle } from '../plan/actions';
import { Ago, Actor, EntityTitle, Left } from '@cairn/plugin-portal-react';
import { Link, Skeleton, Text } from '@backstage/ui';
import styles from './approvals.module.css';
import { ApprovalStateMark } from './ApprovalStateMark';
import { approvalRouteRef } from './routes';

/** What it would cost, as a person says it. */
export function approvalPrice({ price }: Approval): string {
  return price
    ? `${formatMoney(price.monthlyMicros, price.currency)} a month`
    : 'price not known';
}

/** `3 create, 1 update` as one says it: `3 to create, 1 to update`. */
export function summaryWords({ summary }: Approval): string {
  return summary.replace(
    /(\d+) (?=(create|update|replace|delete)\b)/g,
    '$1 to ',
  );
}

function Row({ approval }: { approval: Approval }) {
  const { digest, state } = approval;
  const href = useRouteRef(approvalRouteRef)?.({ digest });
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <Link href={href} weight="bold">
          {actionTitle(approval.action, approval.environment)}
        </Link>
        <ApprovalStateMark state={state} />
      </div>
      <Text variant="body-small">{approval.reason}</Text>
      <Text variant="body-small" color="secondary">
        {summaryWords(approval)} · {approvalPrice(approval)} · {approval.class}{' '}
        · for <EntityTitle entityRef={approval.owner} />
      </Text>
      <Text variant="body-small" color="secondary">
        <Actor actor={approval.requestedBy} plain />
        {approval.agent && ', by a program,'} asked{' '}
        <Ago at={approval.createdAt} />
        {(state === 'Waiting' || state === 'Approved') && (
          <>
            {' '}
            · <Left until={approval.expiresAt} />
          </>
        )}
      </Text>
    </li>
  );
}

/** Requests, newest first. */
export function ApprovalRows(props: { approvals: Approval[] | undefined }) {
  if (!props.approvals) {
    return (
      <ul className={styles.rows} aria-label="Loading approvals">
        {[1, 2, 3].map(one => (
          <li key={one} className={styles.row}>
            <Skeleton width="50%" height={20} />
            <Skeleton width="80%" height={16} />
            <Skeleton width="60%" height={16} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <ul className={styles.rows} aria-label="Approvals">
      {props.approvals.map(approval => (
        <Row key={approval.id} approval={approval} />
      ))}
    </ul>
  );
}
