import type { PlatformView } from './PlatformWatch';

/** What is older than this is no longer shown as how things are. */
const STALE_MS = 45_000;

/** True where what is known may no longer be true: too old, or the newest question was not answered. */
export function isStale(view: PlatformView, now: number): boolean {
  return (
    view.error !== undefined ||
    (view.receivedAt !== undefined && now - view.receivedAt > STALE_MS)
  );
}

/** The backend's time at `now` of this browser: its clock may differ, and "since" is its own. */
export function backendTime(view: PlatformView, now: number): number {
  return view.status && view.receivedAt !== undefined
    ? Date.parse(view.status.time) + Math.max(0, now - view.receivedAt)
    : now;
}
