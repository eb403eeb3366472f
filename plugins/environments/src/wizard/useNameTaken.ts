import { useApi } from '@backstage/frontend-plugin-api';
import { environmentStates } from '@cairn/plugin-environments-common';
import { useQuery } from '@tanstack/react-query';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import { useSettled } from '@cairn/plugin-portal-react';
import { nameProblem } from './draft';

const TYPING_MS = 300;
const LIVE = environmentStates.filter(state => state !== 'Destroyed');

/** Whether an environment of that name is there already. False too where it cannot be told: the plan will say. */
export function useNameTaken(name: string): boolean {
  const api = useApi(environmentsApiRef);
  const settled = useSettled(name, TYPING_MS);
  const taken = useQuery({
    queryKey: ['environments', 'taken', settled],
    queryFn: async () => {
      const { items } = await api.listEnvironments({
        search: settled,
        state: [...LIVE],
        limit: 100,
      });
      return items.some(({ name: one }) => one === settled);
    },
    enabled: nameProblem(settled, true) === undefined,
    retry: false,
  });
  return settled === name && taken.data === true;
}
