import type { UpgradeItem } from '@cairn/plugin-environments-common';
import type { Column } from '../output/table';
import { shortRef } from './environmentView';

/** Columns of `cairn class upgrade`. */
export const upgradeColumns: Column<UpgradeItem>[] = [
  { title: 'ENVIRONMENT', value: it => it.environment },
  { title: 'OWNER', value: it => shortRef(it.owner) },
  {
    title: 'CHANGES',
    value: it =>
      Object.entries(it.operations)
        .map(([operation, count]) => `${count} ${operation}`)
        .join(', ') || 'nothing',
  },
  {
    title: 'CAN BE APPLIED',
    value: it =>
      it.digest && it.blockers.length === 0
        ? { text: 'yes', tone: 'good' }
        : { text: it.blockers.join(', ') || 'no', tone: 'bad' },
  },
  { title: 'WHY', value: it => it.message ?? '', flexible: true },
];
