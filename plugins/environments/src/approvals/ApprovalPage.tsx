import { useRouteRef } from '@backstage/frontend-plugin-api';
import type {
  Approval,
  ApprovalState,
} from '@cairn/plugin-environments-common';
import { Skeleton, Text } from '@backstage/ui';
import {
  Actor,
  Ago,
  CommandLines,
  Left,
  Note,
  Page,
  Panel,
  Section,
} from '@cairn/plugin-portal-react';
import { useParams } from 'react-router-dom';
import { AnswerNote, FailureNote } from '../components/FailureNote';
import { actionTitle } from '../plan/actions';
import { Differences } from '../plan/Differences';
import { shortDigest } from '../plan/PlanFacts';
import { PlanReview } from '../plan/PlanReview';
import { approvalPrice, summaryWords } from './ApprovalRows';
import styles from './approvals.module.css';
import { ApprovalStateMark } from './ApprovalStateMark';
import { reasonWords } from './approvalWords';
import { Decide } from './Decide';
import { FromTheLast } from './FromTheLast';
import { useApproval, useApprovedPlan } from './queries';
import { approvalRouteRef } from './routes';
import { WhoSaidWhat } from './WhoSaidWhat';

/** What to do where nothing can be said to it any more. */
const NOW: Partial<Record<ApprovalState, string>> = {
  Rejected:
    'Who asked can change what is asked for, plan again, and ask again.',
  Withdrawn: 'Who asked can ask again, as long as the plan is not too old.',
  Void: 'What was said to it does not count any more. Plan again, look at the new plan, and ask for that.',
  Expired: 'Plan again, and ask for the new plan.',
};

function Answer({ approval }: { approval: Approval }) {
  const { state, note, requestedBy } = approval;
  const open = state === 'Waiting' || state === 'Approved';
  return (
    <Panel>
      <div className={styles.answer} role="status">
        <ApprovalStateMark state={state} size="large" />
        <Text as="p" variant="body-large">
          {reasonWords(approval)}
        </Text>
        {approval.differences && (
          <Differences differences={approval.differences} />
        )}
        {NOW[state] && <Text as="p">{NOW[state]}</Text>}
        <Text as="p" color="secondary">
          <Actor actor={requestedBy} /> asked <Ago at={approval.createdAt} />:{' '}
          {summaryWords(approval)}, {approvalPrice(approval)}.
          {open && (
            <>
              {' '}
              Time to apply it: <Left until={approval.expiresAt} />.
            </>
          )}
        </Text>
        {note && <blockquote className={styles.quote}>{note}</blockquote>}
      </div>
      {approval.agent && (
        <Note
          status="info"
          title="A program asked for it"
          description="It acted in the name of the person. Only the person can say whether it is what they want: they look at the plan and apply it."
        />
      )}
    </Panel>
  );
}

function Content({ approval }: { approval: Approval }) {
  const plan = useApprovedPlan(approval);
  return (
    <>
      <Answer approval={approval} />
      <Section title="Whose yes it needs">
        <Panel>
          <WhoSaidWhat approval={approval} />
          {plan.data && <Decide approval={approval} />}
        </Panel>
      </Section>
      {plan.isPending && <Skeleton width="100%" height={320} />}
      {plan.isError && (
        <FailureNote
          what="The plan could not be shown"
          error={plan.error}
          advice="Plans are kept for a while only. Nothing can be said to a plan that cannot be seen."
          onRetry={() => plan.refetch()}
        />
      )}
      {plan.data && (
        <>
          <FromTheLast plan={plan.data} lastDigest={approval.lastDigest} />
          <PlanReview plan={plan.data}>
            <Section title="Decide from the command line">
              <CommandLines
                commands={[
                  {
                    does: 'Look at it and say yes',
                    command: `./cairn env approve ${approval.digest}`,
                  },
                  {
                    does: 'Say no, and why',
                    command: `./cairn env approve ${approval.digest} --reject 'why'`,
                  },
                ]}
              />
            </Section>
          </PlanReview>
        </>
      )}
    </>
  );
}

/** One request: what became of it, whose yes it needs, and the plan itself. */
export function ApprovalPage() {
  const { digest = '' } = useParams();
  const approval = useApproval(digest);
  const { data } = approval;
  const here = useRouteRef(approvalRouteRef)?.({ digest }) ?? '';
  const title = data
    ? `Approval: ${actionTitle(data.action, data.environment)}`
    : `Approval of ${shortDigest(digest)}`;
  return (
    <Page
      title={title}
      crumbs={[{ label: `Plan ${shortDigest(digest)}`, href: here }]}
    >
      <AnswerNote
        of={approval}
        what={`The approval of the plan ${shortDigest(
          digest,
        )} could not be shown`}
        advice="Nobody asked for it, or you may not see its environment. Look for it in the list of approvals."
      />
      {approval.isPending && <Skeleton width="100%" height={360} />}
      {data && <Content approval={data} />}
    </Page>
  );
}
