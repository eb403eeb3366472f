import type { PlatformStatus } from '@cairn/plugin-platform-common';
import type { DependencyMonitor } from '../monitor/DependencyMonitor';
import type { Platform } from './Platform';

/** Answers from what the monitor knows, so that no request waits for a system that does not answer. */
export class MonitoredPlatform implements Platform {
  readonly #monitor: DependencyMonitor;

  constructor(monitor: DependencyMonitor) {
    this.#monitor = monitor;
  }

  status(): Promise<PlatformStatus> {
    return this.#monitor.status();
  }
}
