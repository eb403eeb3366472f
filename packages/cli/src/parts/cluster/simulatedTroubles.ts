import { parse, stringify } from 'yaml';
import { z } from 'zod';

/** The annotation of a pod that names the trouble it shall have; platform/kwok/troubles.yaml does it. */
const ANNOTATION = 'cairn.dev/simulate';
/** Stages that make a pod well. */
const WELL = new Set(['pod-ready', 'pod-complete']);

const stageSchema = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    selector: z
      .looseObject({ matchExpressions: z.array(z.unknown()) })
      .optional(),
  }),
});

/** Keeps a stage that makes pods well from those that shall have trouble; every other stage is left as it is. */
export function onlyWhereWell(stage: string): string {
  const parsed = stageSchema.parse(parse(stage));
  const { selector } = parsed.spec;
  if (!selector || !WELL.has(parsed.metadata.name)) {
    return stage;
  }
  selector.matchExpressions.push({
    key: `.metadata.annotations["${ANNOTATION}"]`,
    operator: 'DoesNotExist',
  });
  return stringify(parsed);
}
