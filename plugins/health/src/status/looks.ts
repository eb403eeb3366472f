import type { HealthStatus } from '@cairn/plugin-health-common';
import type { Tone } from '@cairn/plugin-portal-react';

export const toneOf: Record<HealthStatus, Tone> = {
  Healthy: 'good',
  Progressing: 'busy',
  Degraded: 'warning',
  Down: 'bad',
  Idle: 'quiet',
  Unknown: 'unknown',
};

/** Worst first: what needs somebody stands on top. */
const ORDER: Record<HealthStatus, number> = {
  Down: 0,
  Degraded: 1,
  Unknown: 2,
  Progressing: 3,
  Idle: 4,
  Healthy: 5,
};

export function worstFirst(one: HealthStatus, other: HealthStatus): number {
  return ORDER[one] - ORDER[other];
}
