import { parseEntityRef } from '@backstage/catalog-model';
import { things } from './things';

/** The fake's things as entities of a catalog. */
export const entities = things.map(({ ref, owner }) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name: parseEntityRef(ref).name },
  spec: { type: 'service', lifecycle: 'production', owner },
  relations: [{ type: 'ownedBy', targetRef: owner }],
}));
