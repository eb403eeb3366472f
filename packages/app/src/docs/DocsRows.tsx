import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from 'react-router-dom';
import { docsPathOf } from './address';
import styles from './DocsList.module.css';
import type { DocsRow } from './useDocs';

/** Docs by what they are about. */
export function DocsRows({ rows }: { rows: DocsRow[] }) {
  return (
    <ul className={styles.rows}>
      {rows.map(({ id, entity }) => {
        const { metadata, relations, spec } = entity;
        const owner = relations?.find(({ type }) => type === 'ownedBy');
        return (
          <li key={id} className={styles.row}>
            <div className={styles.name}>
              <Link to={docsPathOf(entity)}>
                {metadata.title ?? metadata.name}
              </Link>
              <span className={styles.description}>{metadata.description}</span>
            </div>
            <span>
              {owner && (
                <EntityRefLink
                  entityRef={owner.targetRef}
                  defaultKind="group"
                  hideIcon
                  disableTooltip
                />
              )}
            </span>
            <span className={styles.type}>
              {typeof spec?.type === 'string' ? spec.type : entity.kind}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
