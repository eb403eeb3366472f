import {
  Button,
  Skeleton,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { SearchText } from '../catalog';
import {
  type DocsFilters,
  PAGE_SIZE,
  readDocsFilters,
  writeDocsFilters,
} from './address';
import styles from './DocsList.module.css';
import { DocsRows } from './DocsRows';
import { useDocs } from './useDocs';

/** What has docs, each with what it is and whose. */
export function DocsList() {
  const [params, setParams] = useSearchParams();
  const filters = readDocsFilters(params);
  const docs = useDocs(filters);
  const change = (changes: Partial<DocsFilters>) =>
    setParams(writeDocsFilters({ ...filters, page: 1, ...changes }), {
      replace: 'text' in changes,
    });
  const total = docs.data?.total ?? 0;
  const last = Math.max(1, Math.ceil(total / PAGE_SIZE));

  return (
    <div className={styles.list}>
      <div className={styles.bar} role="search" aria-label="Docs">
        <SearchText value={filters.text} onChange={text => change({ text })} />
        <ToggleButtonGroup
          aria-label="Whose"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[filters.whose]}
          onSelectionChange={keys =>
            change({ whose: keys.has('owned') ? 'owned' : 'all' })
          }
        >
          <ToggleButton id="owned">Mine</ToggleButton>
          <ToggleButton id="all">All</ToggleButton>
        </ToggleButtonGroup>
      </div>
      <section className={styles.frame}>
        <p className={styles.count} role="status">
          {docs.data && `${total} with docs`}
        </p>
        {docs.isPending && (
          <div className={styles.note} aria-busy="true">
            <Skeleton width="100%" height={44} />
            <Skeleton width="100%" height={44} />
            <Skeleton width="100%" height={44} />
          </div>
        )}
        {docs.isError && (
          <div className={styles.note} role="alert">
            <p>
              <strong>The catalog did not answer.</strong> {docs.error.message}
            </p>
            <Button variant="secondary" onPress={() => docs.refetch()}>
              Try again
            </Button>
          </div>
        )}
        {docs.data && total === 0 && (
          <div className={styles.note}>
            <p>
              {filters.text || filters.whose === 'owned'
                ? 'Nothing with docs matches.'
                : 'Docs stand here when a service brings them: a folder docs with an mkdocs.yml beside its catalog-info.yaml.'}
            </p>
            {(filters.text || filters.whose === 'owned') && (
              <Button
                variant="secondary"
                onPress={() => change({ text: '', whose: 'all' })}
              >
                Show all
              </Button>
            )}
          </div>
        )}
        {docs.data && total > 0 && <DocsRows rows={docs.data.rows} />}
        {last > 1 && (
          <nav className={styles.pages} aria-label="Pages">
            <Button
              variant="secondary"
              isDisabled={filters.page <= 1}
              onPress={() => change({ page: filters.page - 1 })}
            >
              Previous page
            </Button>
            <span>
              {filters.page} of {last}
            </span>
            <Button
              variant="secondary"
              isDisabled={filters.page >= last}
              onPress={() => change({ page: filters.page + 1 })}
            >
              Next page
            </Button>
          </nav>
        )}
      </section>
    </div>
  );
}
