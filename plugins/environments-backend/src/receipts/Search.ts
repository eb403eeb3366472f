import { isError } from '@backstage/errors';
import type {
  FoundObject,
  FoundObjects,
} from '@cairn/plugin-environments-node';
import type { EngineRegistry } from '../engines/EngineRegistry';

/** A whole cluster is searched, kind by kind. */
const TIMEOUT_MS = 60_000;

/** An object, and the engine that found it. */
export interface FoundByEngine extends FoundObject {
  engine: string;
}

/** What was found in one cluster by all engines. */
export interface ClusterSearch extends Pick<FoundObjects, 'kinds'> {
  objects: FoundByEngine[];
  failed: Array<FoundObjects['failed'][number] & { engine: string }>;
}

/** The kind of a failure that concerns all kinds of an engine. */
export const EVERY_KIND = 'Everything';

/** Searches a cluster with every engine. Never throws but when it is stopped: what could not be searched is named. */
export async function searchCluster(
  engines: EngineRegistry,
  cluster: string,
  options: { environmentId?: string; signal: AbortSignal },
): Promise<ClusterSearch> {
  const signal = AbortSignal.any([
    options.signal,
    AbortSignal.timeout(TIMEOUT_MS),
  ]);
  const found = await Promise.all(
    engines.list().map(async (engine): Promise<ClusterSearch> => {
      try {
        const { objects, kinds, failed } = await engine.find(cluster, {
          ...options,
          signal,
        });
        return {
          objects: objects.map(object => ({ ...object, engine: engine.id })),
          kinds,
          failed: failed.map(one => ({ ...one, engine: engine.id })),
        };
      } catch (error) {
        return {
          objects: [],
          kinds: 0,
          failed: [
            {
              engine: engine.id,
              kind: EVERY_KIND,
              message: isError(error) ? error.message : String(error),
            },
          ],
        };
      }
    }),
  );
  options.signal.throwIfAborted();
  return {
    objects: found.flatMap(({ objects }) => objects),
    kinds: found.reduce((sum, { kinds }) => sum + kinds, 0),
    failed: found.flatMap(({ failed }) => failed),
  };
}
