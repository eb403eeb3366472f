import type { BackstageUserPrincipal } from '@backstage/backend-plugin-api';

/**
 * Parts of the portal that pass on what a person asked for on a page of it: the form of a golden path, and the task that the
 * person started there. Everything else that acts in a person's name is a program, above all `plugin:mcp-actions`. This holds
 * as long as no program can start tasks: `backend.actions.pluginSources` must not name the scaffolder.
 */
const RELAYS = ['plugin:golden-paths', 'plugin:scaffolder'];

/** Whether a program asks in the name of a person, and not the person. */
export function isAgent({
  actor,
}: Pick<BackstageUserPrincipal, 'actor'>): boolean {
  return actor !== undefined && !RELAYS.includes(actor.subject);
}
