import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Approval } from '@cairn/plugin-environments-common';
import { formatMoney } from '@cairn/plugin-cost-common';
import { actionTitle } from '../plan/actions';
import {
  Ago,
  Actor,
  Cards,
  EntityTitle,
  Left,
  type CardOf,
} from '@cairn/plugin-portal-react';
import { Text, type TablePaginationType } from '@backstage/ui';
import { ApprovalStateMark } from './ApprovalStateMark';
import { reasonWords } from './approvalWords';
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

function cardOf(approval: Approval, href: string | undefined): CardOf {
  const { state } = approval;
  return {
    title: actionTitle(approval.action, approval.environment),
    href,
    mark: <ApprovalStateMark state={state} />,
    body: (
      <>
        <Text variant="body-small">{reasonWords(approval)}</Text>
        <Text variant="body-small" color="secondary">
          {summaryWords(approval)} · {approvalPrice(approval)} ·{' '}
          {approval.class} · for <EntityTitle entityRef={approval.owner} />
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
      </>
    ),
  };
}

/** Requests, a card each. */
export function ApprovalRows(props: {
  approvals: Approval[] | undefined;
  pagination?: TablePaginationType;
}) {
  const toApproval = useRouteRef(approvalRouteRef);
  return (
    <Cards
      label="Approvals"
      items={props.approvals}
      cardOf={approval =>
        cardOf(approval, toApproval?.({ digest: approval.digest }))
      }
      pagination={props.pagination}
    />
  );
}
