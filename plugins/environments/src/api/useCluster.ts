import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';

export interface ClusterFacts {
  title: string;
  /** True where images are not pulled and no container runs. */
  simulated: boolean;
}

/** What the portal's configuration says of a cluster, read from `cairn.clusters`. */
export function useCluster(name: string): ClusterFacts {
  const config = useApi(configApiRef);
  return useMemo(() => {
    const cluster = config
      .getOptionalConfigArray('cairn.clusters')
      ?.find(one => one.getOptionalString('name') === name);
    return {
      title: cluster?.getOptionalString('title') ?? name,
      simulated: cluster?.getOptionalBoolean('simulated') ?? false,
    };
  }, [config, name]);
}
