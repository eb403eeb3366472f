import type { ScaffolderTaskStatus } from '@backstage/plugin-scaffolder-common';
import type { Tone } from '@cairn/plugin-portal-react';
import { RiSkipForwardLine, RiStopCircleLine } from '@remixicon/react';

/** How a status of a task or a step is said. */
export const LOOKS: Record<
  ScaffolderTaskStatus,
  { tone: Tone; word: string; icon?: typeof RiStopCircleLine }
> = {
  open: { tone: 'waiting', word: 'Waiting' },
  processing: { tone: 'busy', word: 'Running' },
  completed: { tone: 'good', word: 'Done' },
  failed: { tone: 'bad', word: 'Failed' },
  cancelled: { tone: 'quiet', word: 'Stopped', icon: RiStopCircleLine },
  skipped: { tone: 'quiet', word: 'Skipped', icon: RiSkipForwardLine },
};
