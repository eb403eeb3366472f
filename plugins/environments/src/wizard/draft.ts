import {
  newEnvironmentNameSchema,
  RESERVED_NAMES,
  type EnvironmentClassSummary,
  type Plan,
  type PlanRequest,
} from '@cairn/plugin-environments-common';
import { parametersWithField } from '../classes/parameters';

/** A request for an environment as far as it is filled in. */
export interface Draft {
  name: string;
  /** Entity ref of a group; empty: not chosen. */
  owner: string;
  cluster: string;
  parameters: Record<string, unknown>;
}

/** An empty request for a class; for a component of the catalog, where the class asks for exactly one. */
export function newDraft(
  one: EnvironmentClassSummary,
  component: string | undefined,
): Draft {
  const pickers = parametersWithField(one.parameters, 'EntityPicker');
  return {
    name: '',
    owner: '',
    cluster: one.clusters[0] ?? '',
    parameters:
      component && pickers.length === 1 ? { [pickers[0]]: component } : {},
  };
}

/** What a plan was asked with, to change it or to ask again. */
export function draftOf(plan: Plan): Draft {
  return {
    name: plan.environment.name,
    owner: plan.environment.owner,
    cluster: plan.environment.cluster,
    parameters: plan.parameters,
  };
}

export function requestOf(className: string, draft: Draft): PlanRequest {
  return {
    action: 'create',
    class: className,
    name: draft.name,
    owner: draft.owner,
    cluster: draft.cluster || undefined,
    parameters: draft.parameters,
  };
}

/**
 * What is wrong with a name. While it is being typed (`done` is false), nothing is said that more typing would mend.
 */
export function nameProblem(name: string, done: boolean): string | undefined {
  if (RESERVED_NAMES.includes(name)) {
    return `“${name}” is a page of the portal; choose another name`;
  }
  if (name === '') return done ? 'Give it a name' : undefined;
  const typed = done ? name : name.padEnd(3, 'a').replace(/-$/, '-a');
  const parsed = newEnvironmentNameSchema.safeParse(typed);
  return parsed.success ? undefined : `It ${parsed.error.issues[0].message}`;
}
