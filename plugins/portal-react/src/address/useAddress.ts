import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * What a page shows, kept in the query of its address, so that a link shows the same.
 *
 * A change sets what it names and leaves the rest; what is empty or absent is taken out. It takes the place of the address
 * in the browser's history: back leads to the page before, not through every letter of a search. `Key`: what the page
 * keeps there.
 */
export function useAddress<Key extends string>() {
  const [address, setAddress] = useSearchParams();
  const change = useCallback(
    (changes: Partial<Record<Key, string>>) =>
      setAddress(
        current => {
          const next = new URLSearchParams(current);
          for (const [key, value] of Object.entries<string | undefined>(
            changes,
          )) {
            if (value) next.set(key, value);
            else next.delete(key);
          }
          return next;
        },
        { replace: true },
      ),
    [setAddress],
  );
  return { address, change };
}
