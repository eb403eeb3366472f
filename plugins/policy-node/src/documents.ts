import {
  policySeveritySchema,
  type PolicyRule,
} from '@cairn/plugin-policy-common';
import { z } from 'zod';
import type { OpaAnswer } from './clients/OpaClient';
import { PolicyUnavailableError } from './PolicyUnavailableError';

/** A package of rules with a verdict, a catalog and a manifest of its own: `cairn.environments`, `cairn.manifests`. */
export type RulePackage = 'environments' | 'manifests';

const manifestSchema = z.object({ rules: z.array(z.string().min(1)).min(1) });

const catalogSchema = z.record(
  z.string(),
  z.object({
    id: z.string().min(1),
    title: z.string().min(1),
    description: z.string(),
    severity: policySeveritySchema,
    owner: z.string().optional(),
    docs: z.string().optional(),
    source: z.string(),
  }),
);

/**
 * The ids that every verdict must name: data of the bundle, apart from the rules themselves, so that a rule that is lost is missed.
 *
 * @throws PolicyUnavailableError
 */
export function readManifest(rules: RulePackage, answer: OpaAnswer): string[] {
  const manifest = manifestSchema.safeParse(answer.result);
  if (!manifest.success) {
    throw new PolicyUnavailableError(
      `The policy bundle ${answer.revision} does not say which rules it has (cairn/${rules}/manifest): it is broken, or not one of Cairn's`,
    );
  }
  const ids = [...new Set(manifest.data.rules)];
  if (ids.length !== manifest.data.rules.length) {
    throw new PolicyUnavailableError(
      `The manifest of the policy bundle ${answer.revision} names a rule twice`,
    );
  }
  return ids;
}

/**
 * The rules, by id, as the annotations in their source describe them.
 *
 * @throws PolicyUnavailableError
 */
export function readCatalog(
  rules: RulePackage,
  answer: OpaAnswer,
): PolicyRule[] {
  const catalog = catalogSchema.safeParse(answer.result);
  if (!catalog.success) {
    const [issue] = catalog.error.issues;
    throw new PolicyUnavailableError(
      `The policy bundle ${
        answer.revision
      } does not describe its rules (cairn/${rules}/catalog): ${
        issue.path.join('.') || 'it'
      }: ${issue.message}`,
    );
  }
  return Object.values(catalog.data).sort((a, b) => (a.id < b.id ? -1 : 1));
}
