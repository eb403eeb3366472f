import type {
  PipelineRunSummary,
  PipelineStatus,
} from '@cairn/plugin-pipelines-common';
import type { Tone } from '../output/Style';
import type { Column } from '../output/table';
import { ago, took } from './age';

const TONES: Readonly<Record<PipelineStatus, Tone>> = {
  Queued: 'muted',
  Running: 'warning',
  Succeeded: 'good',
  Failed: 'bad',
  Cancelled: 'muted',
  TimedOut: 'bad',
  Skipped: 'muted',
  Unknown: 'muted',
};

/** Columns of `cairn pipeline list`. */
export function pipelineColumns(now: number): Column<PipelineRunSummary>[] {
  return [
    {
      title: 'STATUS',
      value: it => ({ text: it.status, tone: TONES[it.status] }),
    },
    { title: 'WORKFLOW', value: it => it.workflow },
    { title: 'BRANCH', value: it => it.branch },
    { title: 'COMMIT', value: it => it.commit.sha.slice(0, 10) },
    { title: 'TOOK', value: it => took(it, now), align: 'right' },
    {
      title: 'BEGAN',
      value: it => `${ago(it.queuedAt, now)} ago`,
      align: 'right',
    },
    { title: 'WHY', value: it => it.message, flexible: true },
  ];
}
