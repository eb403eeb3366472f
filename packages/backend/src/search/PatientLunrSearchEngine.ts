import { LunrSearchEngine } from '@backstage/plugin-search-backend-node';
import type {
  IndexableResultSet,
  SearchQuery,
} from '@backstage/plugin-search-common';

/**
 * Lunr's index of a type comes into being with its first document. Until then (nothing was collected yet, or there are no docs at all)
 * the stock engine answers with an error; this one with what is true: nothing found.
 */
export class PatientLunrSearchEngine extends LunrSearchEngine {
  async query(query: SearchQuery): Promise<IndexableResultSet> {
    const hasAny =
      !query.types?.length ||
      query.types.some(type => type in this.lunrIndices);
    return hasAny ? super.query(query) : { results: [] };
  }
}
