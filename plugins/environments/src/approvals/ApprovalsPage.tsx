import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink } from '@backstage/ui';
import {
  CommandLines,
  EmptyNote,
  Page,
  Section,
  usePages,
} from '@cairn/plugin-portal-react';
import { Listing } from '../components/Listing';
import { newEnvironmentRouteRef } from '../routes';
import { ApprovalFilterBar } from './ApprovalFilterBar';
import { ApprovalRows } from './ApprovalRows';
import { useApprovals } from './queries';
import {
  approvalQueryOf,
  useApprovalFilters,
  type ApprovalView,
} from './useApprovalFilters';

const PAGE_SIZE = 25;

/** What the requests of a view do, or whose they are. */
const COUNTED: Record<ApprovalView, (total: number) => string> = {
  decide: total => (total === 1 ? 'waits for you' : 'wait for you'),
  mine: () => 'of yours',
  all: () => 'that you may see',
};

function countWords(total: number, view: ApprovalView) {
  return `${total} ${total === 1 ? 'request' : 'requests'} ${COUNTED[view](
    total,
  )}`;
}

const EMPTY: Record<ApprovalView, { title: string; text: string }> = {
  decide: {
    title: 'Nothing waits for you',
    text: 'Plans that need your yes show here, and you are notified. Which ones those are is said by the policies and by each class.',
  },
  mine: {
    title: 'You asked for no approval',
    text: 'Where a plan needs somebody’s yes, its page offers to ask for it. You find it here then, with what became of it.',
  },
  all: {
    title: 'Nobody asked for an approval yet',
    text: 'Where a plan needs somebody’s yes, its page offers to ask for it.',
  },
};

const COMMANDS: Record<ApprovalView, string> = {
  decide: './cairn env approvals',
  mine: './cairn env approvals --mine',
  all: './cairn env approvals --all',
};

function EmptyList(props: {
  view: ApprovalView;
  filtered: boolean;
  onClear: () => void;
  onAll: () => void;
}) {
  const newHref = useRouteRef(newEnvironmentRouteRef)?.();
  if (props.filtered) {
    return (
      <EmptyNote
        title="No request matches"
        actions={
          <Button variant="secondary" onPress={props.onClear}>
            Clear filters
          </Button>
        }
      >
        None of these has that state and that text in its environment’s name.
      </EmptyNote>
    );
  }
  const { title, text } = EMPTY[props.view];
  return (
    <EmptyNote
      title={title}
      actions={
        props.view === 'all' ? (
          <ButtonLink variant="secondary" href={newHref}>
            Plan an environment
          </ButtonLink>
        ) : (
          <Button variant="secondary" onPress={props.onAll}>
            See all requests
          </Button>
        )
      }
    >
      {text}
    </EmptyNote>
  );
}

/** What waits for a yes, and what became of what did. */
export function ApprovalsPage() {
  const { filters, change, clear, filtered } = useApprovalFilters();
  const pages = usePages(JSON.stringify(filters), PAGE_SIZE);
  const approvals = useApprovals({
    ...approvalQueryOf(filters),
    ...pages.query,
  });
  const { data } = approvals;
  const { view } = filters;
  return (
    <Page
      title="Approvals"
      description="Plans that somebody must say yes to before they can be applied. A yes is to exactly one plan: a plan that is different needs another."
    >
      <ApprovalFilterBar
        filters={filters}
        filtered={filtered}
        onChange={change}
        onClear={clear}
      />
      <Listing
        of={approvals}
        failure="The approvals could not be listed"
        countWords={total => countWords(total, view)}
        empty={
          <EmptyList
            view={view}
            filtered={filtered}
            onClear={clear}
            onAll={() => change({ view: 'all' })}
          />
        }
      >
        <ApprovalRows
          approvals={data?.items}
          pagination={pages.paginationOf(data)}
        />
      </Listing>
      <Section title="Do it from the command line">
        <CommandLines
          commands={[{ does: 'See the same list', command: COMMANDS[view] }]}
        />
      </Section>
    </Page>
  );
}
