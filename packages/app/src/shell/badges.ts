import { PlatformBadge } from '@cairn/plugin-platform';
import type { ComponentType } from 'react';

/** By a page's extension: what stands beside its name in the sidebar when there is something to say. */
export const badges: Partial<Record<string, ComponentType>> = {
  'page:platform': PlatformBadge,
};
