import type {
  Approval,
  ApprovalState,
} from '@cairn/plugin-environments-common';
import { plain } from '../output/plain';
import type { Style, Tone } from '../output/Style';
import type { Column } from '../output/table';
import { ago, left } from './age';
import { factLines, shortRef } from './environmentView';

const TONES: Readonly<Record<ApprovalState, Tone>> = {
  Waiting: 'warning',
  Approved: 'good',
  Applied: 'good',
  Rejected: 'bad',
  Void: 'bad',
  Withdrawn: 'muted',
  Expired: 'muted',
};

/** Columns of `cairn env approvals`. */
export function approvalColumns(now: number): Column<Approval>[] {
  return [
    { title: 'ENVIRONMENT', value: it => it.environment },
    { title: 'ACTION', value: it => it.action },
    {
      title: 'STATE',
      value: it => ({ text: it.state, tone: TONES[it.state] }),
    },
    { title: 'ASKED BY', value: it => shortRef(it.requestedBy) },
    { title: 'AGE', value: it => ago(it.createdAt, now), align: 'right' },
    {
      title: 'GOOD UNTIL',
      value: it => left(it.expiresAt, now),
      align: 'right',
    },
    { title: 'DIGEST', value: it => it.digest },
    { title: 'WHY', value: it => it.reason, flexible: true },
  ];
}

/** A request for approval: its state and why first, then who must say yes and who said what. */
export function approvalLines(
  approval: Approval,
  style: Style,
  now: number,
): string[] {
  return [
    `${plain(approval.action)} ${style(
      'strong',
      plain(approval.environment),
    )}  ${style(TONES[approval.state], approval.state)}: ${plain(
      approval.reason,
    )}`,
    ...factLines(
      [
        ['Digest', approval.digest],
        [
          'Asked by',
          `${shortRef(approval.requestedBy)}${
            approval.agent ? ', through a program' : ''
          }, ${ago(approval.createdAt, now)} ago`,
        ],
        ['Note', approval.note],
        [
          'Good until',
          `${approval.expiresAt} (${left(approval.expiresAt, now)})`,
        ],
      ],
      style,
    ),
    ...approval.needed.map(
      ({ rule, approvers, fourEyes }) =>
        `  ${style('warning', 'needs')}  ${plain(rule)}: the yes of ${approvers
          .map(ref => plain(shortRef(ref)))
          .join(' or ')}${fourEyes ? ', of another person' : ''}`,
    ),
    ...approval.decisions.map(
      ({ decision, by, reason, at }) =>
        `  ${style(
          decision === 'approve' ? 'good' : 'bad',
          decision === 'approve' ? 'yes' : 'no',
        )}  ${plain(shortRef(by))}, ${ago(at, now)} ago${
          reason ? `: ${plain(reason)}` : ''
        }`,
    ),
    ...(approval.may.includes('apply')
      ? ['', `Apply exactly this:  ./cairn env apply ${approval.digest}`]
      : []),
  ];
}
