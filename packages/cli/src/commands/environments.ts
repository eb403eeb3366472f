import {
  EnvironmentsClient,
  type Environment,
  type EnvironmentPage,
  type EnvironmentQuery,
} from '@cairn/plugin-environments-common';
import type { PortalContext } from '../portal/PortalContext';
import { groupRef } from './groups';
import { environmentColumns, environmentLines } from '../views/environmentView';

/** Most that the API gives at once. */
const PAGE = 100;

/** What to list. */
export interface ListOptions
  extends Pick<
    EnvironmentQuery,
    'search' | 'owner' | 'class' | 'state' | 'component' | 'sort' | 'order'
  > {
  /** Most to show. */
  limit: number;
}

async function listPage(
  client: EnvironmentsClient,
  { limit, ...query }: ListOptions,
): Promise<EnvironmentPage> {
  const items: Environment[] = [];
  let page: EnvironmentPage;
  let cursor: string | undefined;
  do {
    page = await client.listEnvironments({
      ...query,
      cursor,
      limit: Math.min(PAGE, limit - items.length),
    });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && items.length < limit);
  return { ...page, items };
}

/** `cairn env list`. */
export async function listEnvironments(
  { portal, output, format }: PortalContext,
  options: ListOptions,
): Promise<void> {
  const page = await listPage(new EnvironmentsClient(portal), {
    ...options,
    owner: options.owner && groupRef(options.owner),
  });
  if (format !== 'table') {
    output.data(format, page);
    return;
  }
  if (page.items.length === 0) {
    output.lines(
      [options.search, options.owner, options.class, options.state].some(
        Boolean,
      )
        ? 'No environment is like that.'
        : 'There is no environment yet. ./cairn class list shows what there is to choose from; ./cairn env plan CLASS NAME --owner GROUP plans one.',
    );
    return;
  }
  output.table(environmentColumns(Date.now()), page.items);
  if (page.total > page.items.length) {
    output.note(
      `${page.items.length} of ${page.total}. --limit ${page.total} shows all.`,
    );
  }
}

/** `cairn env show NAME`. */
export async function showEnvironment(
  { portal, output, format }: PortalContext,
  name: string,
): Promise<void> {
  const client = new EnvironmentsClient(portal);
  const [environment, resources] = await Promise.all([
    client.getEnvironment(name),
    client.listResources(name),
  ]);
  if (format !== 'table') {
    output.data(format, { ...environment, resources });
    return;
  }
  output.lines(
    ...environmentLines(environment, resources, {
      style: output.style,
      now: Date.now(),
      portalUrl: portal.url,
      width: output.width,
    }),
  );
}
