import type { Environment } from '@cairn/plugin-environments-common';
import type { EnvironmentClasses } from '@cairn/plugin-environments-node';

/** The newest version of each class, by its name. Classes are in memory. */
export async function newestVersions(
  classes: EnvironmentClasses,
): Promise<Map<string, string>> {
  const { classes: known } = await classes.list();
  return new Map(
    known.map(({ definition, version }) => [definition.metadata.name, version]),
  );
}

/** The same environments, each with the newer version of its class where there is one. */
export async function withUpgrades(
  environments: Environment[],
  classes: EnvironmentClasses,
): Promise<Environment[]> {
  const newest = await newestVersions(classes);
  return environments.map(environment => {
    const version = newest.get(environment.class.name);
    const isOlder =
      version !== undefined && version !== environment.class.version;
    return isOlder && environment.state !== 'Destroyed'
      ? { ...environment, upgrade: { version } }
      : environment;
  });
}
