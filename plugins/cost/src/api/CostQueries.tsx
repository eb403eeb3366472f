import { useApi } from '@backstage/frontend-plugin-api';
import type { CostApi } from '@cairn/plugin-cost-common';
import { createQueryClient, QueriesProvider } from '@cairn/plugin-portal-react';
import type { QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { costApiRef } from './costApi';

/** One cache of answers for everything of an app, also for cells that stand in tables of others. */
const clients = new WeakMap<CostApi, QueryClient>();

function clientOf(api: CostApi): QueryClient {
  const client = clients.get(api) ?? createQueryClient();
  clients.set(api, client);
  return client;
}

export function CostQueries({ children }: { children: ReactNode }) {
  const api = useApi(costApiRef);
  return <QueriesProvider client={clientOf(api)}>{children}</QueriesProvider>;
}
