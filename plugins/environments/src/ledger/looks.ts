import type { LedgerKind } from '@cairn/plugin-environments-common';
import type { TimelineItem } from '@cairn/plugin-portal-react';
import {
  RiAlertLine,
  RiCheckDoubleLine,
  RiCheckLine,
  RiCloseLine,
  RiFileList3Line,
  RiFlagLine,
  RiGhostLine,
  RiHourglassLine,
  RiLoopLeftLine,
  RiPencilLine,
  RiPlayLine,
  RiQuestionLine,
  RiStopLine,
  RiTimeLine,
  RiUserShared2Line,
} from '@remixicon/react';

/** How each kind of row looks; what happened is said by the row itself. */
export const LEDGER_LOOKS: Record<
  LedgerKind,
  Pick<TimelineItem, 'icon' | 'tone'>
> = {
  plan: { icon: RiFileList3Line },
  'approval.requested': { icon: RiQuestionLine },
  'approval.approved': { icon: RiCheckLine, tone: 'good' },
  'approval.rejected': { icon: RiCloseLine, tone: 'bad' },
  'approval.withdrawn': { icon: RiCloseLine },
  'approval.void': { icon: RiCloseLine, tone: 'warning' },
  'run.queued': { icon: RiTimeLine },
  'run.started': { icon: RiPlayLine },
  'run.taken-over': { icon: RiUserShared2Line, tone: 'warning' },
  'run.retried': { icon: RiLoopLeftLine },
  'run.cancelled': { icon: RiStopLine },
  'run.finished': { icon: RiFlagLine },
  effect: { icon: RiPencilLine },
  renewal: { icon: RiHourglassLine },
  warning: { icon: RiAlertLine, tone: 'warning' },
  receipt: { icon: RiCheckDoubleLine, tone: 'good' },
  orphan: { icon: RiGhostLine, tone: 'warning' },
};
