import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';
import { firstHourApiRef } from '../api/FirstHourApi';
import { visitOf } from './visitOf';

/**
 * Tells the backend of pages that are steps of the first hour. A page about something that is not in the catalog is none. Draws nothing, and is
 * silent where it fails: nobody waits for a tick.
 */
export function VisitReporter() {
  const api = useApi(firstHourApiRef);
  const catalog = useApi(catalogApiRef);
  const { pathname } = useLocation();
  const { step, entityRef } = visitOf(pathname) ?? {};

  useEffect(() => {
    if (step && entityRef) {
      catalog
        .getEntityByRef(entityRef)
        .then(entity => (entity ? api.visited(step) : undefined))
        .catch(() => {});
    }
  }, [api, catalog, step, entityRef]);

  return null;
}
