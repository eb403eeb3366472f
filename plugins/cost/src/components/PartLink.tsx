import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { CostDimension } from '@cairn/plugin-cost-common';
import { Link } from '@backstage/ui';
import { useIsEnvironment } from '../api/useIsEnvironment';
import { classRouteRef, environmentRouteRef } from '../routes';

const OF_THE_CATALOG: readonly CostDimension[] = ['group', 'system', 'entity'];
/** `kind:namespace/name`; anything else is not in the catalog. */
const COMPLETE_REF = /^[^:/]+:[^:/]+\/[^:/]+$/;
/** The title of a part, leading to its page where it has one. */
export function PartLink(props: {
  dimension: CostDimension;
  id: string;
  title: string;
}) {
  const { dimension, id, title } = props;
  const toEntity = useRouteRef(entityRouteRef);
  const toEnvironment = useRouteRef(environmentRouteRef);
  const toClass = useRouteRef(classRouteRef);
  const isEnvironment = useIsEnvironment(
    dimension === 'environment' ? id : undefined,
  );

  const hrefOf = () => {
    if (id === 'unattributed' || id === 'other') return undefined;
    if (dimension === 'class') return toClass?.({ class: id });
    if (isEnvironment) return toEnvironment?.({ name: id });
    if (!OF_THE_CATALOG.includes(dimension) || !COMPLETE_REF.test(id)) {
      return undefined;
    }
    const { kind, namespace, name } = parseEntityRef(id);
    return toEntity?.({ kind: kind.toLowerCase(), namespace, name });
  };

  const href = hrefOf();
  return href ? <Link href={href}>{title}</Link> : <>{title}</>;
}
