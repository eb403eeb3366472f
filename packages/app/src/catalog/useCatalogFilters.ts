import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  type CatalogFilters,
  readFilters,
  type Whose,
  writeFilters,
} from './filters';

/** The filters in the address, and how to change them. A change leads to the first page of what then matches. */
export function useCatalogFilters(defaultWhose: Whose, only?: string) {
  const [params, setParams] = useSearchParams();

  const filters = useMemo<CatalogFilters>(() => {
    const read = readFilters(params, only);
    return { ...read, whose: read.whose ?? defaultWhose };
  }, [params, defaultWhose, only]);

  const change = useCallback(
    (changes: Partial<CatalogFilters>) =>
      setParams(writeFilters({ ...filters, page: 1, ...changes }), {
        // Typing would fill the browser's history with every letter.
        replace: 'text' in changes,
      }),
    [filters, setParams],
  );

  return { filters, change };
}
