import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';
import { firstHourApiRef } from '../api/FirstHourApi';
import { stepOfPage } from './stepOfPage';

/** Tells the backend of pages that are steps of the first hour. Draws nothing, and is silent where it fails: nobody waits for a tick. */
export function VisitReporter() {
  const api = useApi(firstHourApiRef);
  const { pathname } = useLocation();
  const step = stepOfPage(pathname);

  useEffect(() => {
    if (step) {
      api.visited(step).catch(() => {});
    }
  }, [api, step]);

  return null;
}
