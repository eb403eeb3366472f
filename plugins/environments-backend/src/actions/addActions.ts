import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionServices } from './ActionServices';
import { addPlanActions } from './planActions';
import { addReadActions } from './readActions';

/** The plugin's actions: tools of the portal's MCP server, and steps for programs of other kinds. */
export function addActions(
  registry: ActionsRegistryService,
  services: ActionServices,
): void {
  addReadActions(registry, services);
  addPlanActions(registry, services);
}
