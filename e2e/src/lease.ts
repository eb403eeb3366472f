import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { testPlatform } from './platform';

/**
 * Moves the end of an environment in the database of the local platform, because no test can wait for days: as if its class
 * gave it less. Everything that follows from it is done by the portal itself.
 */
export async function endsIn(name: string, ms: number): Promise<void> {
  const database = new DatabaseSync(
    join(testPlatform().stateDir, 'data', 'portal', 'environments.sqlite'),
  );
  try {
    database.exec('PRAGMA busy_timeout = 10000');
    const { changes } = database
      .prepare('UPDATE environments SET expires_at = ? WHERE name = ?')
      .run(new Date(Date.now() + ms).toISOString(), name);
    if (changes !== 1) {
      throw new Error(`${changes} environments have the name ${name}, not 1.`);
    }
  } finally {
    database.close();
  }
}
