import { EnvironmentsClient } from '@cairn/plugin-environments-common';
import { openBrowser } from '../login/openBrowser';
import { entityPage, entityRefOf, getEntity } from '../portal/entities';
import type { PortalContext } from '../portal/PortalContext';

async function pageOf(
  { portal }: PortalContext,
  words: readonly string[],
): Promise<string> {
  const [what, name] = words;
  if (what === undefined) {
    return portal.url;
  }
  if (what === 'env' && name !== undefined) {
    const environment = await new EnvironmentsClient(portal).getEnvironment(
      name,
    );
    return `${portal.url}/environments/${environment.name}`;
  }
  const entityRef = entityRefOf(what);
  await getEntity(portal, entityRef);
  return entityPage(portal.url, entityRef);
}

/** `cairn open [ENTITY | env NAME]`: the page in a browser, or its address where there is none. */
export async function openPage(
  context: PortalContext,
  words: readonly string[],
  options: { print?: boolean },
): Promise<void> {
  const page = await pageOf(context, words);
  if (options.print || !context.output.isTerminal) {
    context.output.lines(page);
    return;
  }
  const opened = await openBrowser(page);
  context.output.lines(opened ? `Opened ${page}` : page);
}
