import type { Environment } from '@cairn/plugin-environments-common';
import { Left } from '@cairn/plugin-portal-react';

/** What is left of an environment's lifetime. */
export function Lifetime({ environment }: { environment: Environment }) {
  if (environment.destroyedAt) return <>—</>;
  return environment.expiresAt ? (
    <Left until={environment.expiresAt} />
  ) : (
    <>No end</>
  );
}
