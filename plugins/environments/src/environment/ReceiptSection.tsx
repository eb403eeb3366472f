import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Receipt } from '@cairn/plugin-environments-common';
import { ButtonLink, Skeleton, Text } from '@backstage/ui';
import {
  CodeLine,
  Facts,
  failureOf,
  Note,
  Panel,
  Section,
  StateMark,
  Took,
} from '@cairn/plugin-portal-react';
import { RiCheckboxCircleLine } from '@remixicon/react';
import { useReceipt } from '../api/queries';
import { FailureNote } from '../components/FailureNote';
import { destroyRouteRef } from '../routes';
import { ReceiptItems } from './ReceiptItems';

function leftOf({ items, leftovers }: Receipt) {
  return (
    items.filter(({ state }) => state !== 'absent').length + leftovers.length
  );
}

/** What is left, why, and what to do: an incomplete receipt is no proof. */
function Incomplete({ receipt }: { receipt: Receipt }) {
  const name = receipt.environment;
  const destroy = useRouteRef(destroyRouteRef)?.({ name });
  const left = leftOf(receipt);
  return (
    <Note
      status="warning"
      title={
        left === 0
          ? 'Not everything could be looked for'
          : `${
              left === 1 ? '1 object is' : `${left} objects are`
            } not confirmed gone`
      }
      description={
        left === 0
          ? 'What was looked for is gone, but some kinds could not be searched. Plan the destroy again once they answer: what is gone is not touched.'
          : 'Each is named below with what holds it. Mend that (for example take away the finalizer, or let its controller finish), then plan the destroy again: what is gone is not touched.'
      }
      actions={
        <ButtonLink
          size="small"
          variant="secondary"
          href={`${destroy}?id=${encodeURIComponent(receipt.environmentId)}`}
        >
          Plan the destroy again
        </ButtonLink>
      }
    />
  );
}

function Content({ receipt }: { receipt: Receipt }) {
  const { items, search, ledger } = receipt;
  const gone = items.filter(({ state }) => state === 'absent').length;
  return (
    <>
      {receipt.complete ? (
        <Panel>
          <StateMark
            tone="good"
            icon={RiCheckboxCircleLine}
            word={`Nothing is left: ${gone} of ${items.length} confirmed gone`}
          />
          <Text color="secondary">
            The API server said so of each object by its UID, and a search of{' '}
            {search.kinds} kinds for its label found nothing.
          </Text>
        </Panel>
      ) : (
        <Incomplete receipt={receipt} />
      )}
      <ReceiptItems receipt={receipt} />
      <Panel>
        <Facts
          facts={[
            {
              name: 'Took',
              value: <Took from={receipt.startedAt} to={receipt.finishedAt} />,
            },
            {
              name: 'Searched',
              value:
                search.failed.length === 0
                  ? `${search.kinds} kinds`
                  : `${search.kinds} kinds; not searched: ${search.failed
                      .map(({ kind, message }) => `${kind} (${message})`)
                      .join(', ')}`,
            },
            {
              name: 'Ledger',
              value: (
                <>
                  Row {ledger.sequence} was its head
                  <CodeLine
                    text={ledger.hash}
                    label="hash of the ledger’s head"
                  />
                </>
              ),
            },
            {
              name: 'Receipt',
              value: <CodeLine text={receipt.id} label="id of the receipt" />,
            },
          ]}
        />
      </Panel>
    </>
  );
}

/** Proof of a destroy: each thing that it owned confirmed gone, and a search for anything left. */
export function ReceiptSection({ environment }: { environment: string }) {
  const receipt = useReceipt(environment, true);
  return (
    <Section title="Receipt">
      {receipt.isPending && <Skeleton width="100%" height={200} />}
      {receipt.isError && !receipt.data && (
        <>
          {failureOf(receipt.error).kind === 'notFound' ? (
            <Text color="secondary">
              There is no receipt of it: it was destroyed before receipts were
              written, or it never was.
            </Text>
          ) : (
            <FailureNote
              what={`The receipt of ${environment} could not be shown`}
              error={receipt.error}
              onRetry={() => receipt.refetch()}
            />
          )}
        </>
      )}
      {receipt.data && <Content receipt={receipt.data} />}
    </Section>
  );
}
