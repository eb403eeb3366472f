import type {
  Approval,
  ApprovalDecision,
  NeededApproval,
} from '@cairn/plugin-environments-common';
import { Text } from '@backstage/ui';
import { Actor, Ago, EntityLink, StateMark } from '@cairn/plugin-portal-react';
import { Fragment } from 'react';
import styles from './approvals.module.css';

function Said({ decision }: { decision: ApprovalDecision }) {
  const yes = decision.decision === 'approve';
  return (
    <>
      <div>
        <StateMark
          tone={yes ? 'good' : 'bad'}
          word={yes ? 'Said yes' : 'Said no'}
        />{' '}
        <Actor actor={decision.by} /> <Ago at={decision.at} />
      </div>
      {decision.reason && (
        <blockquote className={styles.quote}>{decision.reason}</blockquote>
      )}
    </>
  );
}

function Need(props: { need: NeededApproval; decisions: ApprovalDecision[] }) {
  const { need } = props;
  const said = props.decisions.filter(({ rules }) => rules.includes(need.rule));
  return (
    <li className={styles.need}>
      <Text as="div" weight="bold">
        {need.title}
      </Text>
      <Text as="div">{need.message}</Text>
      <Text as="div" color="secondary" variant="body-small">
        {need.rule} · a yes of{' '}
        {need.approvers.map((approver, index) => (
          <Fragment key={approver}>
            {index > 0 && ' or '}
            <EntityLink entityRef={approver} />
          </Fragment>
        ))}
        {need.fourEyes && ', and not of who asked'}
      </Text>
      {said.map(decision => (
        <Said key={`${decision.by}:${decision.at}`} decision={decision} />
      ))}
      {said.length === 0 && (
        <div>
          <StateMark tone="waiting" word="Nobody said anything yet" />
        </div>
      )}
    </li>
  );
}

/** Each yes that is needed, why, whose it can be, and who said what. */
export function WhoSaidWhat({ approval }: { approval: Approval }) {
  return (
    <ul className={styles.needed} aria-label="Whose yes it needs">
      {approval.needed.map((need, index) => (
        <Need
          key={`${need.rule}:${index}`}
          need={need}
          decisions={approval.decisions}
        />
      ))}
    </ul>
  );
}
