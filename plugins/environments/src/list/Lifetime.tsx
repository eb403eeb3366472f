import type { Environment } from '@cairn/plugin-environments-common';
import { Text } from '@backstage/ui';
import { Left } from '../time/Moment';

/** What is left of an environment's lifetime. */
export function Lifetime({ environment }: { environment: Environment }) {
  if (environment.destroyedAt) {
    return (
      <Text color="secondary" variant="body-medium">
        —
      </Text>
    );
  }
  if (!environment.expiresAt) {
    return (
      <Text color="secondary" variant="body-medium">
        No end
      </Text>
    );
  }
  return <Left until={environment.expiresAt} />;
}
