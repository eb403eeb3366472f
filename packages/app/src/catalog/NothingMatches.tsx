import { Button } from '@backstage/ui';
import styles from './EntitiesTable.module.css';
import type { CatalogFilters } from './filters';
import { kindWord } from './kinds';

/** Why the list is empty, and the way out. */
export function NothingMatches(props: {
  filters: CatalogFilters;
  onChange: (changes: Partial<CatalogFilters>) => void;
}) {
  const { filters, onChange } = props;
  const isNarrowed =
    filters.text !== '' ||
    [filters.types, filters.owners, filters.lifecycles, filters.tags].some(
      values => values.length > 0,
    );
  const kinds = kindWord(filters.kind);

  if (isNarrowed) {
    return (
      <div className={styles.empty}>
        <p>Nothing matches these filters.</p>
        <Button
          variant="secondary"
          onPress={() =>
            onChange({
              text: '',
              types: [],
              owners: [],
              lifecycles: [],
              tags: [],
            })
          }
        >
          Clear the filters
        </Button>
      </div>
    );
  }
  if (filters.whose === 'all') {
    return (
      <div className={styles.empty}>
        <p>The catalog has no {kinds}.</p>
      </div>
    );
  }
  return (
    <div className={styles.empty}>
      <p>
        {filters.whose === 'owned'
          ? `You and your groups own no ${kinds}.`
          : `You have starred no ${kinds}. The star at the end of a row marks what you want to find again.`}
      </p>
      <Button variant="secondary" onPress={() => onChange({ whose: 'all' })}>
        Show all
      </Button>
    </div>
  );
}
