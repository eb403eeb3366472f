import type { BackstageUserPrincipal } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

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

/**
 * A program can plan and ask; whatever has an effect at once is for the person.
 *
 * @param what - what is asked for, as in "let a run go on"
 * @throws NotAllowedError
 */
export function assertPerson(
  principal: Pick<BackstageUserPrincipal, 'actor' | 'userEntityRef'>,
  what: string,
): void {
  if (isAgent(principal)) {
    throw new NotAllowedError(
      `A program can plan and ask, but not ${what}. ${principal.userEntityRef}, whom it acts for, does that in the portal or with ./cairn env`,
    );
  }
}
