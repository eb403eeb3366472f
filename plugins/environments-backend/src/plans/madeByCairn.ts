import type { InventoryItem } from '@cairn/plugin-environments-common';

/** What an application or another object of the environment made goes with that, unless that is gone itself. */
export function madeByCairn(owned: InventoryItem[]): InventoryItem[] {
  const ids = new Set(owned.map(({ id }) => id));
  return owned.filter(({ parent }) => parent === undefined || !ids.has(parent));
}
