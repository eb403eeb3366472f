import type { Locations } from '../locations';
import type { Format, Output } from '../output/Output';
import { findPortal } from './portalAddress';
import { Portal } from './Portal';

/** Options that every command which asks a portal has. */
export interface PortalOptions {
  portal?: string;
  output?: Format;
}

/** What commands that ask a portal work with. */
export interface PortalContext {
  portal: Portal;
  output: Output;
  format: Format;
  env: Readonly<Record<string, string | undefined>>;
  locations: Locations;
}

/** Finds the portal that is meant. */
export async function openPortal(
  options: PortalOptions,
  around: {
    locations: Locations;
    output: Output;
    env: Readonly<Record<string, string | undefined>>;
  },
): Promise<PortalContext> {
  const url = await findPortal(options.portal, around.locations, around.env);
  return {
    ...around,
    portal: new Portal(url, around.env),
    format: options.output ?? 'table',
  };
}
