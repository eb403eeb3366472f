import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  FirstHourProgress,
  VisitStep,
} from '@cairn/plugin-first-hour-common';
import type { Wait } from '../card/waits';

/** How far the signed-in user is, and what is not there yet. All reject where the backend cannot be reached or refuses. */
export interface FirstHourApi {
  progress(): Promise<FirstHourProgress>;
  /** Tells that a page was looked at. The first time in this browser tab that it is told, it is sent; later ones are not. */
  visited(step: VisitStep): Promise<void>;
  setDismissed(dismissed: boolean): Promise<FirstHourProgress>;
  /** The parts of the platform that are not there now. */
  waits(): Promise<Wait[]>;
}

export const firstHourApiRef = createApiRef<FirstHourApi>().with({
  id: 'plugin.first-hour',
  pluginId: 'first-hour',
});
