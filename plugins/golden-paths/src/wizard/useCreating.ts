import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import {
  scaffolderApiRef,
  useTemplateSecrets,
} from '@backstage/plugin-scaffolder-react';
import type { JsonValue } from '@backstage/types';
import {
  PLAN_DIGEST_VALUE,
  type GoldenPathPlan,
} from '@cairn/plugin-golden-paths-common';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import { z } from 'zod';
import { taskRouteRef } from '../routes';
import { forgetDraft, jsonOf, type Values } from './drafts';

/** A plan that was looked at longer ago is made again first: the answer comes here, where one can act on it. */
const FRESH_MS = 30_000;

const jsonValues = z.record(z.string(), z.custom<JsonValue>());

/**
 * Begins the task, and goes to its page. The task itself refuses to begin with a plan that is out of date.
 *
 * @param planAgain - makes the plan again; where it is another one, nothing begins and the new one is looked at
 */
export function useCreating(options: {
  template: string;
  planAgain: (values: Values) => Promise<GoldenPathPlan>;
}) {
  const scaffolder = useApi(scaffolderApiRef);
  const { secrets } = useTemplateSecrets();
  const navigate = useNavigate();
  const toTask = useRouteRef(taskRouteRef);
  return useMutation({
    mutationFn: async (asked: { values: Values; plan?: GoldenPathPlan }) => {
      const { plan, values } = asked;
      if (plan && Date.now() - Date.parse(plan.createdAt) > FRESH_MS) {
        const again = await options.planAgain(values);
        if (again.digest !== plan.digest) return undefined;
      }
      const { taskId } = await scaffolder.scaffold({
        templateRef: options.template,
        values: jsonValues.parse({
          ...jsonOf(values),
          ...(plan && { [PLAN_DIGEST_VALUE]: plan.digest }),
        }),
        secrets,
      });
      return taskId;
    },
    onSuccess: taskId => {
      const to = taskId && toTask?.({ taskId });
      if (!to) return;
      forgetDraft(options.template);
      navigate(to);
    },
  });
}
