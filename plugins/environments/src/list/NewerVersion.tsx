import { Text } from '@backstage/ui';

/** That an environment’s class has a newer version than it. */
export function NewerVersion() {
  return (
    <Text variant="body-small" color="secondary">
      Newer version
    </Text>
  );
}
