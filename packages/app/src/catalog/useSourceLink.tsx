import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { scmIntegrationsApiRef } from '@backstage/integration-react';
import {
  getEntitySourceLocation,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { RiGitRepositoryLine } from '@remixicon/react';
import { repositoryAddress } from './source';

/** The link to an entity's source: its repository at the Git host, or where the catalog has read it. */
export function useSourceLink() {
  const { entity } = useEntity();
  const host = useApi(configApiRef).getOptionalString('cairn.git.url');
  const integrations = useApi(scmIntegrationsApiRef);
  const href =
    repositoryAddress(entity, host) ??
    getEntitySourceLocation(entity, integrations)?.locationTargetUrl;
  return {
    label: 'Source',
    icon: <RiGitRepositoryLine />,
    href,
    disabled: href === undefined,
  };
}
