import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { RiStackLine } from '@remixicon/react';
import { environmentRouteRef } from '../routes';

/** The link of an environment's entity, which has the environment's name. */
export function useEnvironmentLink() {
  const { entity } = useEntity();
  const toEnvironment = useRouteRef(environmentRouteRef);
  return {
    label: 'State',
    icon: <RiStackLine />,
    href: toEnvironment?.({ name: entity.metadata.name }) ?? '',
  };
}
