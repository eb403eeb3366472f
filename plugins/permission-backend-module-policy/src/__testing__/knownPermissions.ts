import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Permission } from '@backstage/plugin-permission-common';

/** Every permission that a `-common` package beside this one, of Backstage or of Cairn, brings with it, each once. */
export function knownPermissions(): Permission[] {
  const byName = new Map<string, Permission>();
  for (const packageName of commonPackages()) {
    for (const permission of permissionsOf(require(packageName))) {
      byName.set(permission.name, permission);
    }
  }
  return [...byName.values()];
}

function commonPackages(): string[] {
  const modules = dirname(
    dirname(
      dirname(
        require.resolve('@backstage/plugin-permission-common/package.json'),
      ),
    ),
  );
  return ['@backstage', '@cairn'].flatMap(scope =>
    readdirSync(join(modules, scope))
      .filter(name => name.startsWith('plugin-') && name.endsWith('-common'))
      .flatMap(name => withSubpaths(modules, `${scope}/${name}`)),
  );
}

/** Backstage keeps some permissions below `/alpha`. */
function withSubpaths(modules: string, packageName: string): string[] {
  const { exports = {} } = require(join(modules, packageName, 'package.json'));
  return './alpha' in exports
    ? [packageName, `${packageName}/alpha`]
    : [packageName];
}

function permissionsOf(exported: object): Permission[] {
  return Object.values(exported).flatMap((value: unknown) =>
    (Array.isArray(value) ? value : [value]).filter(looksLikePermission),
  );
}

function looksLikePermission(value: unknown): value is Permission {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    'attributes' in value &&
    'type' in value &&
    (value.type === 'basic' || value.type === 'resource')
  );
}
