import type { EnvironmentClasses } from '@cairn/plugin-environments-node';
import type { PlatformDependency } from '@cairn/plugin-platform-node';

/** The classes as a thing that the platform needs: a broken one is seen on the Platform page, and not only in a log. */
export function classesDependency(
  classes: EnvironmentClasses,
): PlatformDependency {
  return {
    id: 'environment-classes',
    title: 'Environment classes',
    description: 'The offers that environments are made of, read from files.',
    neededFor: ['New environments'],
    async probe() {
      const { classes: valid, invalid } = await classes.list();
      if (invalid.length > 0) {
        return {
          state: 'degraded',
          reason: invalid
            .map(({ location, reason }) => `${location}: ${reason}`)
            .join('; '),
          action: 'Correct the files; they are read again by themselves.',
        };
      }
      return valid.length > 0
        ? { state: 'ok' }
        : {
            state: 'off',
            reason:
              'There is no class in the folders of cairn.classes.folders.',
            action: 'Add a folder with a class.yaml.',
          };
    },
  };
}
