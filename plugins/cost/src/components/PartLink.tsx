import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { CostDimension } from '@cairn/plugin-cost-common';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { classRouteRef, environmentRouteRef } from '../routes';

const OF_THE_CATALOG: readonly CostDimension[] = ['group', 'system', 'entity'];
/** `kind:namespace/name`; anything else is not in the catalog. */
const COMPLETE_REF = /^[^:/]+:[^:/]+\/[^:/]+$/;

/** Where a part of a whole has a page of its own. */
export function usePartHref() {
  const toEntity = useRouteRef(entityRouteRef);
  const toEnvironment = useRouteRef(environmentRouteRef);
  const toClass = useRouteRef(classRouteRef);
  return (dimension: CostDimension, id: string): string | undefined => {
    if (id === 'unattributed' || id === 'other') return undefined;
    if (OF_THE_CATALOG.includes(dimension)) {
      if (!COMPLETE_REF.test(id)) return undefined;
      const { kind, namespace, name } = parseEntityRef(id);
      return toEntity?.({ kind: kind.toLowerCase(), namespace, name });
    }
    if (dimension === 'environment') return toEnvironment?.({ name: id });
    if (dimension === 'class') return toClass?.({ class: id });
    return undefined;
  };
}

/** The title of a part, leading to its page where it has one. */
export function PartLink(props: {
  dimension: CostDimension;
  id: string;
  title: string;
}) {
  const href = usePartHref()(props.dimension, props.id);
  return href ? <Link href={href}>{props.title}</Link> : <>{props.title}</>;
}
