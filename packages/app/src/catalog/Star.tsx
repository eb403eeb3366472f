import type { Entity } from '@backstage/catalog-model';
import { useStarredEntity } from '@backstage/plugin-catalog-react';
import { RiStarFill, RiStarLine } from '@remixicon/react';
import styles from './EntitiesTable.module.css';

/** Marks an entity to find it again. */
export function Star({ entity }: { entity: Entity }) {
  const { isStarredEntity, toggleStarredEntity } = useStarredEntity(entity);
  const name = entity.metadata.title ?? entity.metadata.name;
  return (
    <button
      type="button"
      className={styles.star}
      aria-pressed={isStarredEntity}
      aria-label={`Star ${name}`}
      onClick={toggleStarredEntity}
    >
      {isStarredEntity ? <RiStarFill size={16} /> : <RiStarLine size={16} />}
    </button>
  );
}
