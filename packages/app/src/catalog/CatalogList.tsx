import styles from './CatalogList.module.css';
import { EntitiesTable } from './EntitiesTable';
import { FilterBar } from './FilterBar';
import { readFilters } from './filters';
import { NothingMatches } from './NothingMatches';
import { useAsker, useCatalogPage, useOwnsAny } from './useCatalog';
import { useCatalogFilters } from './useCatalogFilters';
import { useSearchParams } from 'react-router-dom';

/** The filters, and one page of what they leave. Without any in the address: what you own, or everything where you own nothing. */
export function CatalogList({ only }: { only?: string }) {
  const asker = useAsker();
  const [params] = useSearchParams();
  const { kind, whose } = readFilters(params, only);
  const ownsAny = useOwnsAny(kind, asker);
  const { filters, change } = useCatalogFilters(
    ownsAny.data === false ? 'all' : 'owned',
    only,
  );
  const isDecided = whose !== undefined || !ownsAny.isPending;
  const page = useCatalogPage(filters, isDecided ? asker : undefined);

  return (
    <div className={styles.list}>
      <FilterBar
        filters={filters}
        onChange={change}
        hasKinds={only === undefined}
      />
      <EntitiesTable
        filters={filters}
        onChange={change}
        page={page.data}
        isPending={page.isPending}
        isStale={page.isPlaceholderData}
        error={page.error ?? undefined}
        onRetry={() => page.refetch()}
        emptyState={<NothingMatches filters={filters} onChange={change} />}
      />
    </div>
  );
}
